using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Finds the first divergent item of a run with as few executions as possible.</summary>
public sealed class RunBisect(ReplayContext context)
{
    /// <summary>Finds the first item, in topological order, that this machine does not reproduce. Items of the same identity are executed once.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="selection">Which of its items.</param>
    /// <param name="progress">Is told of every item that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    public async Task<ReplayReport> RunAsync(string runId, ItemSelection selection, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        RecordedReplay replay = await RecordedReplay.OpenAsync(context, runId, cancellation);
        IReadOnlyList<RecordedItem> items = await replay.FindAsync(selection, cancellation);
        var executed = new Dictionary<string, IReadOnlyList<NamedArtifact>?>(StringComparer.Ordinal);
        var reports = new List<ItemReport>();
        int provenEqual = 0;
        ItemReport? first = null;
        // One after the other: an item that is executed beside the first divergent one is executed for nothing.
        foreach (RecordedItem item in items)
        {
            if (executed.TryGetValue(item.Order.ExecutionKey, out IReadOnlyList<NamedArtifact>? same) && SameOutputs(same, item.Outputs))
            {
                provenEqual++;
                continue;
            }
            reports.AddRange(await replay.ReplayAsync([PlannedReplay.Of(item)], Unheard.Progress, cancellation));
            progress.Report(new ReplayProgress(reports.Count + provenEqual, items.Count, item.Order.Stage, item.Order.Item));
            executed[item.Order.ExecutionKey] = item.Outputs;
            if (reports[^1] is { Verdict: ItemVerdict.Differs or ItemVerdict.Failed or ItemVerdict.DamagedInput } divergent)
            {
                first = divergent;
                break;
            }
        }
        ReplayReport report = replay.Report(Describe(selection, "bisected"), reports);
        TrainingDivergence? training = first?.FirstStep is { } step ? new TrainingDivergence(first.Stage, first.Item, step) : null;
        return (report with { Bisect = new BisectReport(null, report.Executions, provenEqual, first, training, null) }).Judged();
    }

    /// <summary>
    /// Finds the first item, in topological order, in whose identity or outputs two runs differ. Comparing digests tells it; something is executed
    /// only when the same work gave two results, to tell which of them this machine reproduces.
    /// </summary>
    /// <param name="runId">The run ("there").</param>
    /// <param name="against">The run that it is compared with ("here").</param>
    /// <param name="selection">Which of their items.</param>
    /// <param name="progress">Is told of every item that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">One of the runs does not exist.</exception>
    public async Task<ReplayReport> RunAsync(
        string runId, string against, ItemSelection selection, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        RecordedReplay replay = await RecordedReplay.OpenAsync(context, runId, cancellation), other = await RecordedReplay.OpenAsync(context, against, cancellation);
        IReadOnlyList<RecordedItem> ours = await replay.FindAsync(selection, cancellation), theirs = await other.FindAsync(selection, cancellation);
        var pairs = ItemPairs.Of(ours, theirs);
        int provenEqual = pairs.TakeWhile(pair => pair.IsEqual).Count();
        ItemPair? divergent = pairs.Skip(provenEqual).FirstOrDefault();
        var comparison = new PairComparison(context.Store.Artifacts);
        ItemReport? first = divergent is null ? null : await comparison.CompareAsync(divergent, cancellation);
        string? reproduces = divergent is { IsSameWork: true } ? await ReproducesAsync(replay, divergent, progress, cancellation) : null;
        ReplayReport report = replay.Report(Describe(selection, $"bisected against {against}"), first is null ? [] : [first]);
        TrainingDivergence? training = divergent is null ? null : await comparison.TrainingAsync(pairs.Skip(provenEqual), cancellation);
        return (report with { Bisect = new BisectReport(against, report.Executions, provenEqual, first, training, reproduces) }).Judged();
    }

    static async Task<string> ReproducesAsync(RecordedReplay replay, ItemPair pair, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        ItemReport report = (await replay.ReplayAsync([PlannedReplay.Of(pair.There!)], progress, cancellation))[0];
        bool isTheirs = pair.Here!.Outputs is { } outputs && outputs.Count == report.Artifacts.Count(artifact => artifact.Here is not null)
            && outputs.All(output => report.Artifacts.Any(artifact => artifact.Role == output.Role && artifact.Here == output.Artifact));
        return report.Verdict == ItemVerdict.Identical ? "run" : isTheirs ? "against" : "neither";
    }

    static bool SameOutputs(IReadOnlyList<NamedArtifact>? one, IReadOnlyList<NamedArtifact>? other) =>
        one is not null && other is not null && one.SequenceEqual(other);

    static string Describe(ItemSelection selection, string how) => selection.Describe() is { } part ? $"{part}, {how}" : how;
}
