using System.Globalization;
using Rampart.Contracts;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>A chain of segments: each goes on from the checkpoint of the one before; the last one writes the model.</summary>
public sealed class TrainingPlan : IStagePlan
{
    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (TrainingParameters)situation.Parameters;
        IReadOnlyList<NamedArtifact> fixedInputs = Inputs(situation, parameters);
        int segments = Segments(parameters), stated = 1;
        while (stated < segments && situation.Finished.ContainsKey(Name(stated - 1)))
        {
            stated++;
        }

        return new ItemSequence(stated, Name, (segment, name) => new PlannedItem(
            name,
            ParameterJson.Write(Work(parameters, segment)),
            segment == 0 ? fixedInputs : [.. fixedInputs, Checkpoint(situation, segment - 1)]));
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Segments((TrainingParameters)situation.Parameters);

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation)
    {
        int segments = Segments((TrainingParameters)situation.Parameters);
        return
        [
            .. situation.Finished[Name(segments - 1)].Where(output => !TrainingRoles.IsOne(output.Role)),
            .. Enumerable.Range(0, segments).SelectMany(segment => situation.Finished[Name(segment)]
                .Where(output => output.Role == TrainingRoles.Metrics)
                .Select(output => new NamedArtifact($"{TrainingRoles.Metrics}/{Name(segment)}", output.Artifact))),
        ];
    }

    private static NamedArtifact Checkpoint(StageSituation situation, int segment) =>
        situation.Finished[Name(segment)].First(output => output.Role == TrainingRoles.Checkpoint);

    private static TrainingWork Work(TrainingParameters parameters, int segment)
    {
        int first = segment * parameters.SegmentSteps;
        return new TrainingWork
        {
            Create = parameters.Model.Create,
            Extend = parameters.Model.Extend,
            Lora = parameters.Model.Lora,
            Merge = parameters.Model.Merge,
            Prompt = parameters.Model.Prompt,
            Safety = parameters.Model.Safety,
            Hints = parameters.Model.Hints,
            Defence = parameters.Model.Defence,
            Objective = parameters.Objective,
            Optimizer = parameters.Optimizer,
            Batch = parameters.Batch,
            MicroBatch = parameters.MicroBatch,
            GradientCheckpointing = parameters.GradientCheckpointing,
            FirstStep = first,
            Steps = Math.Min(parameters.SegmentSteps, parameters.Steps - first),
            TotalSteps = parameters.Steps,
        };
    }

    private static IReadOnlyList<NamedArtifact> Inputs(StageSituation situation, TrainingParameters parameters)
    {
        var inputs = new List<NamedArtifact> { UpstreamArtifacts.Dataset(situation, parameters.Data) };
        inputs.AddRange(parameters.Model.From is null
            ? [UpstreamArtifacts.Tokenizer(situation, parameters.Data)]
            : Model(situation, parameters.Model));
        if (parameters.Objective is null)
        {
            return inputs;
        }

        if (parameters.Objective.NeedsReference)
        {
            inputs.AddRange(UpstreamArtifacts.Model(situation, parameters.Reference ?? parameters.Model.From!, "reference"));
        }

        inputs.AddRange(UpstreamShards.Of(situation, parameters.Data).All());
        if (parameters.Pairs is { } pairs)
        {
            inputs.AddRange(UpstreamArtifacts.Of(situation, pairs)
                .Where(output => output.Role.StartsWith("pairs/", StringComparison.Ordinal) || output.Role.StartsWith("mined/", StringComparison.Ordinal))
                .Select(output => output with { Role = output.Role.Replace('/', '.') }));
        }

        return inputs;
    }

    // With the tower of another stage in place of its own; that stage's configuration comes along, to be compared.
    private static IEnumerable<NamedArtifact> Model(StageSituation situation, ModelParameters model)
    {
        IEnumerable<NamedArtifact> parts = UpstreamArtifacts.Model(situation, model.From!, "model");
        return model.Vision is not { } vision
            ? parts
            :
            [
                .. parts.Where(part => part.Role != TrainedModel.TowerRole),
                UpstreamArtifacts.Named(situation, vision, ModelBundle.VisionComponent, TrainedModel.TowerRole),
                UpstreamArtifacts.Named(situation, vision, StageModel.ConfigRole, TrainedModel.TowerConfigRole),
            ];
    }

    private static int Segments(TrainingParameters parameters) => Math.Max(0, (parameters.Steps - 1) / parameters.SegmentSteps) + 1;

    private static string Name(int segment) => $"segment-{(segment + 1).ToString("D2", CultureInfo.InvariantCulture)}";
}
