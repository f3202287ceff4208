using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Runs a recorded run again with changed knobs, in the sandbox, and says what that did: to items, artifacts and figures.</summary>
public sealed class PipelineWhatIf(ReplayContext context)
{
    /// <summary>Runs a run's pipeline with changes, on its recorded sources.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="stage">The stage to stop at; null for the whole run.</param>
    /// <param name="overrides">The changes, <c>stage.knob=value</c> each.</param>
    /// <param name="progress">Is told of every item that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PipelineException">A change is not valid; the exception lists every mistake.</exception>
    /// <exception cref="InvestigationException">There is no such run or stage.</exception>
    public async Task<ReplayReport> RunAsync(
        string runId, string? stage, IReadOnlyList<string> overrides, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        RecordedReplay replay = await RecordedReplay.OpenAsync(context, runId, cancellation);
        PipelineDefinition pipeline = await replay.Run.PipelineAsync(context.Store, context.Pipelines, overrides, cancellation);
        IReadOnlySet<string>? wanted = stage is null ? null : Needed(pipeline, stage);
        IReadOnlyList<RecordedItem> recorded = await replay.FindAsync(ItemSelection.All, cancellation);
        ExecutedRun run = await new SandboxedRun(context, pipeline, wanted).RunAsync(replay.Run.Started, progress, cancellation);

        Dictionary<(string, string), RecordedItem> before = recorded.ToDictionary(item => (item.Order.Stage, item.Order.Item));
        var comparison = new ChangedItems(context);
        var items = new List<ItemReport>();
        foreach (ExecutedItem item in InOrder(pipeline, run.Items))
        {
            before.Remove((item.Order.Stage, item.Order.Item), out RecordedItem? counterpart);
            items.Add(await comparison.CompareAsync(counterpart, item, cancellation));
        }
        items.AddRange(before.Values.Where(item => wanted?.Contains(item.Order.Stage) != false).Select(ChangedItems.Gone));
        if (run.Failure is { } failure)
        {
            replay.Notes.Add($"With these changes the run fails: {failure.What} ({failure.Where}) {failure.Fix}");
        }
        ReplayReport report = replay.Report(stage is null ? "changed" : $"stage {stage}, changed", items) with
        {
            Executions = run.Items.Count(item => item.Seconds is not null),
        };
        return (await report.WithChangesAsync(context, overrides, cancellation)).Judged();
    }

    static IEnumerable<ExecutedItem> InOrder(PipelineDefinition pipeline, IReadOnlyList<ExecutedItem> items)
    {
        Dictionary<string, int> places = pipeline.Stages.Index().ToDictionary(stage => stage.Item.Name, stage => stage.Index);
        return items.OrderBy(item => places[item.Order.Stage]).ThenBy(item => item.Order.Item, StringComparer.Ordinal);
    }

    static HashSet<string> Needed(PipelineDefinition pipeline, string stage)
    {
        List<string> named = [.. pipeline.Stages.Select(each => each.Name).Where(name => name == stage || name.StartsWith(stage + "/", StringComparison.Ordinal))];
        if (named.Count == 0)
        {
            throw new InvestigationException($"The run has no stage \"{stage}\"{Nearest.Hint(stage, pipeline.Stages.Select(each => each.Name))}");
        }
        HashSet<string> needed = [.. named];
        // A stage stands after those that it refers to.
        foreach (PipelineStage each in pipeline.Stages.Reverse().Where(each => needed.Contains(each.Name)))
        {
            needed.UnionWith(each.Links.Select(link => link.Stage));
        }
        return needed;
    }
}
