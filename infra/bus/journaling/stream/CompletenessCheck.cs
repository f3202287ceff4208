using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>
/// Holds the journal against the broker's stream: each message of the one must be in the other. What is between the two at the moment shows only
/// in one, so what is missing is looked for twice.
/// </summary>
/// <param name="stream">The broker's stream.</param>
/// <param name="journal">The journal.</param>
/// <param name="queues">Which messages go to which shared queue, and how many wait there.</param>
/// <param name="time">The clock.</param>
public sealed class CompletenessCheck(JournalStreamReader stream, IJournalReader journal, QueueDepths queues, TimeProvider time)
{
    /// <summary>How long what is missing may be on its way. Records that nobody waits for are written within a second.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Compares everything that the stream holds.</summary>
    /// <param name="damaged">Is told of what can't be read of the journal.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BusException">The broker can't be used, or has no stream.</exception>
    public async Task<CompletenessReport> RunAsync(Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        CompletenessReport first = await CompareAsync(damaged, cancellation);
        if (first.Missing.Count == 0)
        {
            return first;
        }
        await Task.Delay(Patience, time, cancellation);
        HashSet<MissingMessage> before = [.. first.Missing];
        CompletenessReport second = await CompareAsync(_ => { }, cancellation);
        return second with { Missing = [.. second.Missing.Where(before.Contains)] };
    }

    async Task<CompletenessReport> CompareAsync(Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        var comparison = new StreamComparison(queues.QueueOf);
        // The journal after the stream: what is in the stream has been journaled by then.
        await foreach (StreamedMessage message in stream.ReadAsync(cancellation))
        {
            comparison.Add(message);
        }
        IReadOnlyDictionary<string, long> waiting = await queues.ReadAsync(cancellation);
        DateTimeOffset ended = time.GetUtcNow();
        var filter = new JournalFilter { From = comparison.From, WithEnvelopes = false };
        await foreach (var record in journal.ReadAsync(filter, damaged, cancellation))
        {
            comparison.Add(record, isCertain: record.Time < ended);
        }
        return comparison.Compare(waiting);
    }
}
