using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>One item per model, task and shard; then one that sums them up.</summary>
public sealed class EvaluationPlan : IStagePlan
{
    private const string SummaryItem = "summary";

    // The summary picks the most telling samples out of this many candidates per wanted one.
    private const int CandidatesPerShown = 4;

    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (EvaluationParameters)situation.Parameters;
        UpstreamShards shards = UpstreamShards.Of(situation, parameters.Data);
        Dictionary<EvaluationTask, NamedArtifact[]> forTask = ForTasks(situation, parameters);
        NamedArtifact[] others = [.. ForAttack(situation, parameters.Attack)];
        List<Measurement> measurements = [.. Measurements(parameters, shards)];
        bool summary = measurements.All(measurement => situation.Finished.ContainsKey(measurement.Item));
        return new ItemSequence(
            measurements.Count + (summary ? 1 : 0),
            place => place < measurements.Count ? measurements[place].Item : SummaryItem,
            (place, _) => place < measurements.Count
                ? Measure(situation, parameters, [.. others, .. forTask.GetValueOrDefault(measurements[place].Task, [])], shards, measurements[place])
                : Summary(situation, parameters, shards, measurements));
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation)
    {
        var parameters = (EvaluationParameters)situation.Parameters;
        int shards = Math.Max(1, UpstreamShards.Of(situation, parameters.Data).Count);
        return (parameters.Models.Count * parameters.Tasks.Count * shards) + 1;
    }

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished[SummaryItem];

    // Models in the innermost loop: the slow and the quick ones mix, which keeps all cores busy to the end.
    private static IEnumerable<Measurement> Measurements(EvaluationParameters parameters, UpstreamShards shards) =>
        from task in parameters.Tasks
        from place in Enumerable.Range(0, shards.Count)
        from model in parameters.Models
        select new Measurement(model.Key, model.Value, task, place, shards[place]);

    private static PlannedItem Measure(
        StageSituation situation, EvaluationParameters parameters, NamedArtifact[] others, UpstreamShards shards, Measurement measurement)
    {
        bool isShown = measurement.Task == EvaluationTask.Answer && measurement.Place == 0;
        EvaluationWork work = new MeasureWork
        {
            Task = measurement.Task,
            Attack = parameters.Attack.InWork(),
            Epsilons = parameters.Epsilons,
            Batch = parameters.Batch,
            EightBit = parameters.EightBit,
            MaxNewTokens = parameters.MaxNewTokens,
            Judge = EvaluatedTasks.Of(measurement.Task).IsJudged ? parameters.Judge?.InWork() : null,
            Confidence = parameters.Calibration is not null && EvaluatedTasks.Of(measurement.Task).HasConfidence,
            Target = measurement.Task == EvaluationTask.Targeted ? parameters.Target : null,
            ShownEpsilon = isShown ? parameters.ShownEpsilon : null,
            Shown = isShown ? parameters.Gallery * CandidatesPerShown : 0,
        };
        return new PlannedItem(
            measurement.Item,
            ParameterJson.Write(work),
            [
                UpstreamArtifacts.Dataset(situation, parameters.Data),
                .. UpstreamArtifacts.Model(situation, measurement.Stage, "model"),
                .. shards.Shard(measurement.Place),
                .. others,
            ]);
    }

    private static Dictionary<EvaluationTask, NamedArtifact[]> ForTasks(StageSituation situation, EvaluationParameters parameters)
    {
        NamedArtifact[] examples = Split(parameters.Judge?.LearnsFrom, FittedJudge.Role);
        return new Dictionary<EvaluationTask, NamedArtifact[]>
        {
            [EvaluationTask.LinearProbe] = Split(parameters.ProbeData, FittedProbe.Data),
            [EvaluationTask.Safety] = examples,
            [EvaluationTask.UnsafeInstruction] = examples,
            [EvaluationTask.Embedding] = parameters.Original is { } original ? [.. UpstreamArtifacts.Model(situation, original, EmbeddingTask.Original)] : [],
        };

        NamedArtifact[] Split(string? split, string role) => split is null ? [] : [.. UpstreamShards.Of(situation, split).All(role)];
    }

    private static IEnumerable<NamedArtifact> ForAttack(StageSituation situation, EvaluationAttackParameters attack)
    {
        IEnumerable<NamedArtifact> models = attack.OtherModels.SelectMany(model => UpstreamArtifacts.Model(situation, model.Value, model.Key));
        return attack.FittedOn is { } split ? models.Concat(UpstreamShards.Of(situation, split).All(FittedUniversal.Role)) : models;
    }

    private static PlannedItem Summary(
        StageSituation situation, EvaluationParameters parameters, UpstreamShards shards, IEnumerable<Measurement> measurements)
    {
        EvaluationWork work = new SummaryWork
        {
            Models = [.. parameters.Models.Keys],
            Tasks = parameters.Tasks,
            Attack = parameters.Attack.Name,
            Norm = parameters.Attack.Norm == Learning.Attacks.Norm.Linf ? "linf" : "l2",
            Epsilons = parameters.Epsilons,
            Members = parameters.ReportedMembers,
            EightBit = parameters.EightBit,
            CalibrationBins = parameters.Calibration?.Bins,
            Gallery = parameters.Gallery,
            ShownEpsilon = parameters.ShownEpsilon,
            Slices = parameters.Slices.Count == 0 ? null : parameters.Slices,
            Gates = parameters.Gates,
        };
        return new PlannedItem(
            SummaryItem,
            ParameterJson.Write(work),
            [
                UpstreamArtifacts.Dataset(situation, parameters.Data),
                .. shards.Shard(0),
                .. measurements.SelectMany(measurement => situation.Finished[measurement.Item].Select(
                    output => new NamedArtifact($"{EvaluatedTasks.Word(measurement.Task)}.{measurement.Shard}.{measurement.Model}.{output.Role}", output.Artifact))),
            ]);
    }

    private sealed record Measurement(string Model, string Stage, EvaluationTask Task, int Place, string Shard)
    {
        public string Item => $"{Model}/{EvaluatedTasks.Word(Task)}/{Shard}";
    }
}
