using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Investigation.Replaying;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>Compares two runs from what they recorded; nothing is executed. Each log is read once, and two manifests.</summary>
/// <param name="store">What runs have left behind.</param>
public sealed class RunComparison(RecordedStore store)
{
    /// <summary>Compares two runs.</summary>
    /// <exception cref="ArtifactException">A pipeline is missing from the store, or damaged there.</exception>
    public async Task<RunDifference> CompareAsync(RunReading there, RunReading here, CancellationToken cancellation)
    {
        IReadOnlyList<Cause> parameters = ValueDifferences.Between(await ValuesAsync(there, cancellation), await ValuesAsync(here, cancellation));
        IReadOnlyList<Cause> sources = ValueDifferences.Between(Sources(there), Sources(here));
        PairedItems paired = PairedItems.Of(there, here);
        return new RunDifference(
            there.Id, here.Id, Circumstances(there, here), parameters, sources, paired.Stages(), await FirstAsync(paired, cancellation),
            await FaultsAsync(paired, cancellation), await MetricsAsync(there, here, cancellation));
    }

    async Task<IReadOnlyList<KeyValuePair<string, string>>> ValuesAsync(RunReading run, CancellationToken cancellation) =>
        PipelineValues.Of(Encoding.UTF8.GetString((await store.Artifacts.InspectAsync(run.Started.Pipeline, cancellation)).Span), $"{run.Id}/pipeline.yaml");

    static IEnumerable<KeyValuePair<string, string>> Sources(RunReading run) =>
        run.Started.Sources.Select(source => KeyValuePair.Create(source.Role, source.Artifact.Digest));

    static IReadOnlyList<Cause> Circumstances(RunReading there, RunReading here) => ValueDifferences.Between(Of(there), Of(here));

    static IEnumerable<KeyValuePair<string, string>> Of(RunReading run) =>
    [
        new("outcome", run.State),
        new(RunDifference.CodeVersion, run.Started.CodeVersion),
        new("numerics", run.Started.Numerics),
    ];

    async Task<FirstItem?> FirstAsync(PairedItems paired, CancellationToken cancellation)
    {
        if (paired.FirstOther() is not { } first)
        {
            return null;
        }
        (ItemCompleted there, ItemCompleted here) = first;
        ResultManifest? one = await store.Results.FindManifestAsync(there.ExecutionKey, cancellation);
        ResultManifest? other = await store.Results.FindManifestAsync(here.ExecutionKey, cancellation);
        return new FirstItem(there.Stage, there.Item, there.ExecutionKey, here.ExecutionKey, one is null || other is null
            ? [new Cause("manifest", one is null ? "gone from the store" : "there", other is null ? "gone from the store" : "there")]
            : Causes.Between(one.Work, other.Work));
    }

    async Task<IReadOnlyList<DeterminismFault>> FaultsAsync(PairedItems paired, CancellationToken cancellation)
    {
        var faults = new List<DeterminismFault>();
        foreach ((ItemCompleted there, ItemCompleted here) in paired.SameWorkOtherOutputs())
        {
            ArtifactReport output = OutputPairs.Of(there.Outputs, here.Outputs).First(pair => !pair.IsEqual);
            faults.Add(new DeterminismFault(
                there.Stage, there.Item, there.ExecutionKey, await new ArtifactReports(store.Artifacts).CompleteAsync(output, cancellation)));
        }
        return faults;
    }

    async Task<IReadOnlyList<MetricChange>> MetricsAsync(RunReading there, RunReading here, CancellationToken cancellation)
    {
        Dictionary<string, ArtifactRef> left = Evaluations(there), right = Evaluations(here);
        var metrics = new List<MetricChange>();
        foreach (string stage in left.Keys.Union(right.Keys))
        {
            metrics.AddRange(await MetricChanges.BetweenAsync(
                stage, left.GetValueOrDefault(stage), right.GetValueOrDefault(stage), store.Artifacts, cancellation));
        }
        return metrics;
    }

    static Dictionary<string, ArtifactRef> Evaluations(RunReading run)
    {
        var evaluations = new Dictionary<string, ArtifactRef>(StringComparer.Ordinal);
        foreach (ItemCompleted item in run.Items)
        {
            if (item.Outputs.FirstOrDefault(output => output.Role == MetricChanges.ResultsRole) is { } results)
            {
                evaluations[item.Stage] = results.Artifact;
            }
        }
        return evaluations;
    }
}
