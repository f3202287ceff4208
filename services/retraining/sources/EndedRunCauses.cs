using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Coordination.Planning;
using Rampart.Pipeline.Triggers;
using Rampart.Registry;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Tells what ended runs cause: of other pipelines that a watch follows, and those whose figures are too low.</summary>
sealed class EndedRunCauses(IRunLogStore logs, EvaluationFigures figures, ModelRegistry registry)
{
    const string ResultsRole = "results";

    /// <summary>The pipelines whose runs matter to these triggers.</summary>
    public static IReadOnlySet<string> Pipelines(TriggerParameters rules) => rules.On
        .Select(source => source switch { UpstreamFinished upstream => upstream.Pipeline, MetricDropped metric => metric.Pipeline, _ => null })
        .OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>What this run causes, if it has ended.</summary>
    /// <param name="rules">The triggers.</param>
    /// <param name="runId">The run.</param>
    /// <param name="channel">Who tells, one of <see cref="CauseChannels"/>.</param>
    /// <param name="since">Runs that ended before cause nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The causes; null as long as the run has not ended.</returns>
    /// <exception cref="ArtifactException">A result is missing or damaged.</exception>
    public async Task<IReadOnlyList<TriggerCause>?> OfAsync(
        TriggerParameters rules, string runId, string channel, DateTimeOffset since, CancellationToken cancellation)
    {
        string? pipeline = TriggeringRuns.PipelineOf(runId);
        IReadOnlyList<RunLogEntry> log = await logs.ReadAsync(runId, cancellation);
        if (RunOutcome.Of(log) is not { } finished)
        {
            return null;
        }
        DateTimeOffset ended = log[^1].Time;
        var causes = new List<TriggerCause>();
        foreach (TriggerSource source in ended < since ? [] : rules.On)
        {
            if (source is UpstreamFinished upstream && upstream.Pipeline == pipeline && IsMeant(upstream.Outcome, finished.Outcome))
            {
                causes.Add(Causes.RunFinished(runId, finished.Generation, channel, ended));
            }
            else if (source is MetricDropped metric && metric.Pipeline == pipeline && finished.Outcome == RunOutcome.Completed
                && await DropAsync(metric, log, cancellation) is { } drop)
            {
                causes.Add(Causes.MetricDropped(runId, finished.Generation, drop, channel, ended));
            }
        }
        return causes;
    }

    static bool IsMeant(UpstreamOutcome wanted, string outcome) => wanted switch
    {
        UpstreamOutcome.Completed => outcome == RunOutcome.Completed,
        UpstreamOutcome.Failed => outcome == RunOutcome.Failed,
        _ => true,
    };

    // The drop in words; null when there is none.
    async Task<string?> DropAsync(MetricDropped metric, IReadOnlyList<RunLogEntry> log, CancellationToken cancellation)
    {
        IEnumerable<ArtifactRef> results = StandingItems.Of(log.Select(entry => entry.Event))
            .SelectMany(item => item.Outputs).Where(output => output.Role == ResultsRole).Select(output => output.Artifact);
        if (await figures.FindAsync(results, metric.Model, metric, cancellation) is not { } measured
            || await LeastAsync(metric, cancellation) is not { } least || measured.Value >= least)
        {
            return null;
        }
        string conditions = metric.Attack is { } attack ? FormattableString.Invariant($" under {attack} at {measured.Epsilon:0.####}") : "";
        return FormattableString.Invariant($"{metric.Model} {metric.Task} {metric.Metric}{conditions} is {measured.Value:0.####}, below {least:0.####}");
    }

    async Task<double?> LeastAsync(MetricDropped metric, CancellationToken cancellation)
    {
        if (metric.Reference is not { } name)
        {
            return metric.Below;
        }
        ModelReference reference = ModelReference.Parse(name);
        ModelHistory model = await registry.ReadAsync(reference.Model, cancellation);
        if (!model.Has(reference))
        {
            return null;
        }
        ModelVersion version = model[model.Resolve(reference)];
        ResultRow? own = await figures.FindAsync(version.Evaluations.Select(evaluation => evaluation.Artifact), version.Stage, metric, cancellation);
        return own?.Value - metric.Tolerance;
    }
}
