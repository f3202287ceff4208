using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation.Faults;

/// <summary>Runs that failed. The run's id names the fault: all its failed items are tried again together.</summary>
/// <param name="logs">The logs of all runs.</param>
/// <param name="send">Sends the command to go on; null when faults are only looked at.</param>
/// <param name="reason">Why another attempt may succeed.</param>
public sealed class FailedRuns(IRunLogStore logs, Func<RetryRun, CancellationToken, Task>? send = null, string reason = "") : IFaultSource
{
    /// <summary>The word for where they wait.</summary>
    public const string Source = "run";


    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> ListAsync(CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        foreach (string id in await logs.ListAsync(cancellation))
        {
            if (await logs.LastAsync(id, cancellation) is { Event: RunFailed { Failure: var failure } } last)
            {
                faults.Add(new Fault(id, Source, last.Time, failure.What, failure.Where, failure.Fix, failure.Kind));
            }
        }
        return [.. faults.OrderBy(fault => fault.Since)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>?> ShowAsync(string id, CancellationToken cancellation)
    {
        if (!RunIds.IsValid(id) || await logs.LastAsync(id, cancellation) is not { Event: RunFailed { Failure: var failure } } last)
        {
            return null;
        }
        RunReading run = await RunReading.FindAsync(logs, id, cancellation);
        return
        [
            new("run", id),
            new("since", $"{last.Time:u}"),
            .. Kind(failure),
            new("what", failure.What),
            new("where", failure.Where),
            new("fix", failure.Fix),
            .. Divergence(failure.Divergence),
            .. run.Failed.Select(item => KeyValuePair.Create(
                $"item {item.Stage} {item.Item}", $"{item.Failure.What} ({item.Failure.Where}) {item.Failure.Fix} Execution key: {item.ExecutionKey}")),
        ];
    }

    static IEnumerable<KeyValuePair<string, string>> Kind(Failure failure) => failure.Kind is { } kind ? [new("kind", kind)] : [];

    static IEnumerable<KeyValuePair<string, string>> Divergence(ResultDivergence? divergence) => divergence is null
        ? []
        :
        [
            new("artifact", $"{divergence.Role}: {divergence.StoredDigest} there, {divergence.OtherDigest} here"),
            new("difference", divergence.Difference),
            new("there", Site(divergence.Stored)),
            new("here", Site(divergence.Other)),
        ];

    static string Site(ExecutionSite site) => $"{site.Worker}, version {site.CodeVersion}, {site.Fingerprint}";

    /// <inheritdoc/>
    public async Task<int> RetryAsync(Selection chosen, CancellationToken cancellation)
    {
        Fault[] faults = [.. (await ListAsync(cancellation)).Where(fault => chosen.Takes(fault.Id))];
        foreach (Fault fault in faults)
        {
            await (send ?? throw new InvalidOperationException("Nothing was given to send with."))(new RetryRun(fault.Id, reason), cancellation);
        }
        return faults.Length;
    }

    /// <inheritdoc/>
    public async Task<int> DiscardAsync(Selection chosen, CancellationToken cancellation) =>
        !chosen.All && (await ListAsync(cancellation)).FirstOrDefault(fault => chosen.Takes(fault.Id)) is { } kept
            ? throw new InvestigationException($"run {kept.Id} is kept: its log is the record of what happened. Only dead letters can be discarded.")
            : 0;
}
