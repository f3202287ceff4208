using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Coordination;

namespace Rampart.Cli.Gateway;

/// <summary>Follows a run's log through a gateway; when the connection breaks, it goes on after the last entry that arrived.</summary>
static class GatewayEvents
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMinutes(5);

    /// <summary>The entries until the run ends.</summary>
    /// <exception cref="UnreachableException">The gateway has not answered for minutes.</exception>
    public static async IAsyncEnumerable<RunLogEntry> FollowAsync(
        GatewayClient gateway, string run, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long last = -1, heard = time.GetTimestamp();
        while (true)
        {
            await using IAsyncEnumerator<RunLogEntry> entries = ReadAsync(gateway, run, last, cancellation).GetAsyncEnumerator(cancellation);
            while (await TryMoveAsync(entries, () => last >= 0 && time.GetElapsedTime(heard) < Patience))
            {
                (last, heard) = (entries.Current.Sequence, time.GetTimestamp());
                yield return entries.Current;
                if (RunOutcome.IsEnding(entries.Current.Event))
                {
                    yield break;
                }
            }
            await Task.Delay(Pause, time, cancellation);
        }
    }

    // False when the stream ended or broke, and another attempt is worth it.
    static async Task<bool> TryMoveAsync(IAsyncEnumerator<RunLogEntry> entries, Func<bool> isPatient)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (Exception e) when ((e is IOException or UnreachableException) && isPatient())
        {
            return false;
        }
    }

    static async IAsyncEnumerable<RunLogEntry> ReadAsync(GatewayClient gateway, string run, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/runs/{Uri.EscapeDataString(run)}/events");
        if (after >= 0)
        {
            request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
        }
        using HttpResponseMessage response = await gateway.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            yield break;
        }
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (SseItem<RunLogEntry> item in SseParser.Create(stream, (_, data) => Parse(data)).EnumerateAsync(cancellation))
        {
            yield return item.Data;
        }
    }

    static RunLogEntry Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize<RunLogEntry>(data, CliJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new UnreachableException($"the gateway tells of an event that this version does not know: {e.Message} Use the same version everywhere.", e);
        }
    }
}
