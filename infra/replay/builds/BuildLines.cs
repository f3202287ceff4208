using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>What two builds say to each other, a JSON object per line: first the answering one who it is, then orders there and answers back.</summary>
static class BuildLines
{
    /// <summary>The hidden command that answers.</summary>
    public const string Command = "execute-orders";

    /// <summary>The longest line, in bytes: an order is no longer than a message may be.</summary>
    public const int Longest = 2 * EnvelopeReader.LongestEnvelope;

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>A line as bytes, line feed included.</summary>
    public static byte[] Format<T>(T line) => [.. JsonSerializer.SerializeToUtf8Bytes(line, Options), (byte)'\n'];

    /// <summary>The line that these bytes are.</summary>
    /// <exception cref="BuildException">They are none.</exception>
    public static T Parse<T>(ReadOnlySequence<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return JsonSerializer.Deserialize<T>(ref reader, Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new BuildException($"A line from the other build is no {typeof(T).Name}: {e.Message} Name a build of Rampart that knows the command {Command}.", e);
        }
    }

    /// <summary>The lines of a stream, each valid until the next is asked for.</summary>
    /// <exception cref="BuildException">A line is too long.</exception>
    public static async IAsyncEnumerable<ReadOnlySequence<byte>> ReadAsync(
        Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        PipeReader reader = PipeReader.Create(stream);
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellation);
            ReadOnlySequence<byte> rest = result.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end);
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (rest.Length > Longest)
            {
                throw new BuildException($"A line from the other build is longer than {Longest} bytes. Name a build of Rampart that knows the command {Command}.");
            }
            reader.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
            {
                yield break;
            }
        }
    }
}

/// <summary>Who answers.</summary>
/// <param name="Protocol">The version of these lines: 1.</param>
/// <param name="Here">Under which circumstances it executes.</param>
sealed record GreetingLine(int Protocol, Circumstances Here);

/// <summary>Something to execute.</summary>
/// <param name="Id">Comes back with the answer.</param>
/// <param name="Order">What to do.</param>
sealed record OrderLine(long Id, WorkOrder Order);

/// <summary>What came of it: one of the three.</summary>
/// <param name="Id">Which order.</param>
/// <param name="Result">It was executed.</param>
/// <param name="Failure">It was executed and failed.</param>
/// <param name="Refusal">It can't be executed there.</param>
sealed record AnswerLine(long Id, ResultManifest? Result = null, Failure? Failure = null, Failure? Refusal = null);
