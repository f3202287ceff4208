using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Investigation;

/// <summary>A run as it was at one moment: the fold over the beginning of its log. What came later has no influence.</summary>
/// <param name="Moment">When.</param>
/// <param name="Last">The last entry that had happened.</param>
/// <param name="State">The fold.</param>
/// <param name="Overview">Every stage, and the items that had failed.</param>
/// <param name="Done">The items that had a result, in the order in which they got it.</param>
/// <param name="Lost">The items whose result had been lost and that had not been made again.</param>
public sealed record RunSnapshot(
    Moment Moment, RunLogEntry Last, RunState State, RunOverview Overview, IReadOnlyList<ItemCompleted> Done, IReadOnlyList<ItemLost> Lost)
{
    /// <summary>The run at a moment.</summary>
    /// <param name="run">The run.</param>
    /// <param name="moment">One of its moments.</param>
    /// <param name="pipeline">Its pipeline.</param>
    /// <param name="catalog">The kinds of stage.</param>
    public static RunSnapshot Of(RunReading run, Moment moment, PipelineDefinition pipeline, StageCatalog catalog)
    {
        RunReading past = run.Until((int)moment.Sequence + 1);
        RunOverview overview = RunOverview.Of(pipeline, catalog, past.Folded);
        List<ItemLost> lost =
        [
            .. past.Log.Select(entry => entry.Event).OfType<ItemLost>().DistinctBy(item => (item.Stage, item.Item))
                .Where(item => !past.Folded[item.Stage].IsSettled(item.Item)),
        ];
        return new RunSnapshot(moment, past.Log[^1], past.Folded, overview, past.Items, lost);
    }
}
