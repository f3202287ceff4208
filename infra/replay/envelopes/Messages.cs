using System.Text.Json;
using System.Text.Json.Serialization;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>Decodes the messages in envelopes into contracts, and checks what comes out.</summary>
public static class Messages
{
    const string OrderField = "order";

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether the message orders a work item.</summary>
    public static bool IsOrder(Envelope envelope) => envelope.Message.TryGetProperty(OrderField, out _);

    /// <summary>The order in a message that orders a work item. Whether its key is that of its work, whoever executes it checks.</summary>
    /// <exception cref="EnvelopeException">The message carries none, or one that does not say what to do and for whom.</exception>
    public static WorkOrder Order(Envelope envelope)
    {
        WorkOrder order = envelope.Message.TryGetProperty(OrderField, out JsonElement json)
            ? Decode<WorkOrder>(json, $"{envelope.MessageType}.order")
            : throw EnvelopeReader.Wrong("The message carries no order", $"{envelope.MessageType}.order");
        Check.Run(order.RunId, "order.runId");
        Check.Item(order.Stage, order.Item, order.ExecutionKey, "order");
        Check.That(order.Generation >= 0, "The generation is negative", "order.generation");
        Check.That(order.Work is { Kind: not null, Numerics: not null, Parameters.ValueKind: JsonValueKind.Object }, "The work lacks kind, numerics or parameters", "order.work");
        Check.Artifacts(order.Work.Inputs, "order.work.inputs");
        return order;
    }

    /// <summary>The message that tells of an item's result.</summary>
    /// <exception cref="EnvelopeException">It is none.</exception>
    public static WorkItemCompleted Completed(Envelope envelope)
    {
        var message = Decode<WorkItemCompleted>(envelope.Message, envelope.MessageType);
        Check.Run(message.RunId, "runId");
        Check.Item(message.Stage, message.Item, message.ExecutionKey, envelope.MessageType);
        Check.Artifacts(message.Outputs, "outputs");
        return message;
    }

    /// <summary>The message that tells of an item's failure.</summary>
    /// <exception cref="EnvelopeException">It is none.</exception>
    public static WorkItemFailed Failed(Envelope envelope)
    {
        var message = Decode<WorkItemFailed>(envelope.Message, envelope.MessageType);
        Check.Run(message.RunId, "runId");
        Check.Item(message.Stage, message.Item, message.ExecutionKey, envelope.MessageType);
        Check.That(message.Failure is { What: not null, Where: not null, Fix: not null }, "The failure does not say what, where and how to fix it", "failure");
        return message;
    }

    /// <summary>Any other message about a run.</summary>
    /// <exception cref="EnvelopeException">It is not of this type.</exception>
    public static T Other<T>(Envelope envelope) where T : class => Decode<T>(envelope.Message, envelope.MessageType);

    static T Decode<T>(JsonElement json, string where)
    {
        try
        {
            return json.Deserialize<T>(Options) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw EnvelopeReader.Wrong($"The message is no {typeof(T).Name}: {e.Message.TrimEnd('.')}", e is JsonException { Path: { } path } ? $"{where} {path}" : where, e);
        }
    }

    static class Check
    {
        public static void Run(string? runId, string where) => That(RunIds.IsValid(runId), "The run's id is missing or no run id", where);

        public static void Item(string? stage, string? item, string? key, string where)
        {
            That(IsName(stage), "The stage's name is missing, too long or has control characters", $"{where}.stage");
            That(IsName(item), "The item's name is missing, too long or has control characters", $"{where}.item");
            That(Digest.IsValid(key), "The execution key is not 64 lowercase hexadecimal digits", $"{where}.executionKey");
        }

        public static void Artifacts(IReadOnlyList<NamedArtifact>? artifacts, string where)
        {
            That(artifacts is not null, "The artifacts are missing", where);
            for (int place = 0; place < artifacts!.Count; place++)
            {
                That(
                    artifacts[place] is { Artifact: { Size: >= 0, MediaType: not null } artifact } named && IsName(named.Role) && Digest.IsValid(artifact.Digest),
                    "An artifact lacks role, digest, size or media type", $"{where}[{place}]");
            }
        }

        public static void That(bool holds, string what, string where)
        {
            if (!holds)
            {
                throw EnvelopeReader.Wrong(what, where);
            }
        }

        static bool IsName(string? text) => text is { Length: > 0 and <= 256 } && !text.Any(char.IsControl);
    }
}
