using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Reporting;
using Rampart.Stages;

namespace Rampart.Investigation;

/// <summary>Gathers from the store what the report of a run shows.</summary>
public sealed class ResultsReader(IArtifactStore artifacts, IResultStore results, PipelineReader reader)
{
    const string ResultsRole = "results";
    static readonly NumericsFingerprint Unknown = new("unknown", "unknown", "unknown", "unknown", "unknown", 1);

    /// <summary>Makes a reader from the services of a store.</summary>
    public static ResultsReader From(IServiceProvider services) => new(
        services.GetRequiredService<IArtifactStore>(), services.GetRequiredService<IResultStore>(), services.GetRequiredService<PipelineReader>());

    /// <summary>Reads the results of a run that has completed.</summary>
    /// <exception cref="ArtifactException">An artifact is missing or damaged.</exception>
    public async Task<RunResults> ReadAsync(RunReading run, CancellationToken cancellation)
    {
        PipelineDefinition pipeline = await run.PipelineAsync(artifacts, reader, cancellation);
        ILookup<string, ItemCompleted> items = run.Items.ToLookup(item => item.Stage);
        var stages = new List<StageSummary>();
        var curves = new List<TrainingCurve>();
        var arrivals = new List<ArrivalSummary>();
        var evaluations = new List<(string Stage, EvaluationResults Results)>();
        foreach (PipelineStage stage in pipeline.Stages)
        {
            stages.Add(new StageSummary(stage.Name, stage.Kind, await ItemsAsync(items[stage.Name], cancellation)));
            if (await CurveAsync(stage.Name, Outputs(items[stage.Name], TrainingRoles.Metrics), cancellation) is { Points.Count: > 0 } curve)
            {
                curves.Add(curve);
            }
            if (Outputs(items[stage.Name], AdmissionReport.Role).LastOrDefault() is { } admission)
            {
                arrivals.Add(await ArrivedAsync(stage.Name, admission, cancellation));
            }
            if (Outputs(items[stage.Name], ResultsRole).LastOrDefault() is { } found)
            {
                evaluations.Add((stage.Name, await EvaluationArtifact.ReadAsync(artifacts, found, cancellation)));
            }
        }
        return new RunResults(
            await IdentityAsync(run, pipeline, cancellation), pipeline.ResolvedYaml, stages,
            [.. evaluations.Select(evaluation => evaluation.Stage)], MergedEvaluations.Of(evaluations), curves)
        {
            Comparison = pipeline.Comparison,
            Arrivals = arrivals,
        };
    }

    static IEnumerable<ArtifactRef> Outputs(IEnumerable<ItemCompleted> items, string role) =>
        items.SelectMany(item => item.Outputs).Where(output => output.Role == role).Select(output => output.Artifact);

    async Task<RunIdentity> IdentityAsync(RunReading run, PipelineDefinition pipeline, CancellationToken cancellation)
    {
        ResultManifest? manifest = run.Items.LastOrDefault() is { } last ? await results.FindManifestAsync(last.ExecutionKey, cancellation) : null;
        return new RunIdentity(
            run.Id, pipeline.Name, run.Started.Pipeline.Digest, run.Started.CodeVersion, run.Started.Numerics,
            manifest?.Fingerprint ?? Unknown, pipeline.Seed, run.Log[0].Time, run.Duration)
        {
            Trigger = TriggerText.Of(run.Started),
            Verification = VerificationText.Of(run),
            Promotion = run.Promotion,
        };
    }

    async Task<IReadOnlyList<ItemSummary>> ItemsAsync(IEnumerable<ItemCompleted> items, CancellationToken cancellation)
    {
        var summaries = new List<ItemSummary>();
        foreach (ItemCompleted item in items)
        {
            ExecutionRecord? record = await results.FindRecordAsync(item.ExecutionKey, cancellation);
            summaries.Add(new ItemSummary(item.Item, item.ExecutionKey, record?.Duration.TotalSeconds ?? 0, item.Cached));
        }
        return [.. summaries.OrderBy(summary => summary.Name, StringComparer.Ordinal)];
    }

    async Task<ArrivalSummary> ArrivedAsync(string stage, ArtifactRef admission, CancellationToken cancellation)
    {
        var report = StageJson.Read<AdmissionReport>(await artifacts.ReadAsync(admission, cancellation), $"{AdmissionReport.Role} of {stage}");
        return new ArrivalSummary(stage, report.Shards, report.Admitted, report.Quarantined, report.Uncounted, report.Reasons);
    }

    async Task<TrainingCurve> CurveAsync(string stage, IEnumerable<ArtifactRef> metrics, CancellationToken cancellation)
    {
        var points = new List<TrainingPoint>();
        foreach (ArtifactRef artifact in metrics.Distinct())
        {
            ReadOnlyMemory<byte> lines = await artifacts.ReadAsync(artifact, cancellation);
            points.AddRange(JsonLines.Read<StepFigures>(lines, $"metrics of {stage}").Select(step => new TrainingPoint(step.Step, step.Values)));
        }
        return new TrainingCurve(stage, [.. points.DistinctBy(point => point.Step).OrderBy(point => point.Step)]);
    }
}
