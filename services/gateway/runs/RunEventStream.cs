using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Gateway.Problems;
using Rampart.Investigation;

namespace Rampart.Gateway.Runs;

/// <summary>
/// The log of a run as server-sent events: the id is the entry's sequence, so that whoever was cut off goes on where it was with
/// <c>Last-Event-ID</c>. The stream ends with the run; asked to go on after its end it answers 204, which tells browsers to stop.
/// </summary>
sealed class RunEventStream(IRunLogStore logs, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    /// <summary>The header that says which event was the last to arrive.</summary>
    public const string LastEventId = "Last-Event-ID";

    static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5), Heartbeat = TimeSpan.FromSeconds(15);

    // Reading a long log takes long; streams should stay a small part of what the store does.
    const double LargestShare = 0.05;

    /// <summary>Writes events until the run has ended, the client has gone or the process stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The run.</param>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    public async Task WriteAsync(HttpContext context, string id)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        long next = After(context.Request) + 1;
        RunReading run = await RunReading.FindAsync(logs, id, stop.Token);
        if (run.Log.Count <= next && RunOutcome.IsEnding(run.Log[^1].Event))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await FollowAsync(context.Response, run, next, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client comes back with the last id that it saw.
        }
    }

    async Task FollowAsync(HttpResponse response, RunReading run, long next, CancellationToken cancellation)
    {
        IReadOnlyList<RunLogEntry> log = run.Log;
        long written = time.GetTimestamp(), started = written;
        while (true)
        {
            if (log.Count > next)
            {
                foreach (RunLogEntry entry in log.Skip((int)next))
                {
                    await response.WriteAsync(Text(entry), cancellation);
                }
                next = log.Count;
                written = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(written) >= Heartbeat)
            {
                await response.WriteAsync(": still here\n\n", cancellation);
                written = time.GetTimestamp();
            }
            await response.Body.FlushAsync(cancellation);
            if (RunOutcome.IsEnding(log[^1].Event))
            {
                return;
            }
            TimeSpan pause = time.GetElapsedTime(started) / LargestShare;
            await Task.Delay(pause > Look ? pause < Heartbeat ? pause : Heartbeat : Look, time, cancellation);
            started = time.GetTimestamp();
            if (await logs.LastAsync(run.Id, cancellation) is { } last && last.Sequence >= next)
            {
                log = await logs.ReadAsync(run.Id, cancellation);
            }
        }
    }

    static string Text(RunLogEntry entry)
    {
        string data = JsonSerializer.Serialize(entry, GatewayJson.Options);
        using JsonDocument document = JsonDocument.Parse(data);
        string name = document.RootElement.GetProperty("event").GetProperty("event").GetString()!;
        return string.Create(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {name}\ndata: {data}\n\n");
    }

    static long After(HttpRequest request)
    {
        string? given = request.Headers[LastEventId].FirstOrDefault() ?? request.Query["after"].FirstOrDefault();
        if (string.IsNullOrEmpty(given))
        {
            return -1;
        }
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) && sequence < int.MaxValue
            ? sequence
            : throw new RequestException(
                StatusCodes.Status400BadRequest, $"\"{given[..Math.Min(given.Length, 40)]}\" is not the id of an event.", LastEventId,
                "Send the id of the last event that arrived, or none to begin with the first.");
    }
}
