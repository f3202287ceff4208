using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Looks for ended runs that a watch follows and of which no message came.</summary>
sealed class EndedRunScan(IRunLogStore logs, EndedRunCauses causes, Watched watched)
{
    readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    /// <summary>What the runs have caused that have ended since the last time; some of it may have been handed in before.</summary>
    public async Task<IReadOnlyList<TriggerCause>> FindAsync(CancellationToken cancellation)
    {
        IReadOnlySet<string> pipelines = EndedRunCauses.Pipelines(watched.Rules);
        var found = new List<TriggerCause>();
        var ended = new List<string>();
        foreach (string runId in await logs.ListAsync(cancellation))
        {
            if (TriggeringRuns.PipelineOf(runId) is { } pipeline && pipelines.Contains(pipeline) && !_settled.Contains(runId)
                && await causes.OfAsync(watched.Rules, runId, CauseChannels.Lister, watched.Definition.Time, cancellation) is { } caused)
            {
                found.AddRange(caused);
                ended.Add(runId);
            }
        }
        _settled.UnionWith(ended);
        return found;
    }
}
