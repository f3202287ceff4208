using System.Globalization;
using Rampart.Contracts;
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
        var items = new List<PlannedItem>();
        NamedArtifact? checkpoint = null;
        for (int segment = 0; segment < Segments(parameters); segment++)
        {
            string name = Name(segment);
            IReadOnlyList<NamedArtifact> inputs = checkpoint is null ? fixedInputs : [.. fixedInputs, checkpoint];
            items.Add(new PlannedItem(name, ParameterJson.Write(Work(parameters, segment)), inputs));
            if (!situation.Finished.TryGetValue(name, out IReadOnlyList<NamedArtifact>? outputs))
            {
                break;
            }

            checkpoint = outputs.First(output => output.Role == "checkpoint");
        }

        return items;
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Segments((TrainingParameters)situation.Parameters);

    /// <inheritdoc/>
    public IReadOnlyList<NamedArtifact> Outputs(StageSituation situation)
    {
        int segments = Segments((TrainingParameters)situation.Parameters);
        return
        [
            .. situation.Finished[Name(segments - 1)].Where(output => output.Role is not ("checkpoint" or "metrics")),
            .. Enumerable.Range(0, segments).Select(segment => new NamedArtifact(
                $"metrics/{Name(segment)}", situation.Finished[Name(segment)].First(output => output.Role == "metrics").Artifact)),
        ];
    }

    private static TrainingWork Work(TrainingParameters parameters, int segment)
    {
        int first = segment * parameters.SegmentSteps;
        return new TrainingWork
        {
            Create = parameters.Model.Create,
            Extend = parameters.Model.Extend,
            Objective = parameters.Objective,
            Optimizer = parameters.Optimizer,
            Batch = parameters.Batch,
            FirstStep = first,
            Steps = Math.Min(parameters.SegmentSteps, parameters.Steps - first),
            TotalSteps = parameters.Steps,
        };
    }

    private static IReadOnlyList<NamedArtifact> Inputs(StageSituation situation, TrainingParameters parameters)
    {
        var inputs = new List<NamedArtifact> { UpstreamArtifacts.Dataset(situation, parameters.Data) };
        inputs.AddRange(parameters.Model.From is { } from
            ? UpstreamArtifacts.Model(situation, from, "model")
            : [UpstreamArtifacts.Tokenizer(situation, parameters.Data)]);
        if (parameters.Objective.NeedsReference)
        {
            inputs.AddRange(UpstreamArtifacts.Model(situation, parameters.Reference ?? parameters.Model.From!, "reference"));
        }

        inputs.AddRange(UpstreamArtifacts.AllShards(situation, parameters.Data));
        if (parameters.Pairs is { } pairs)
        {
            inputs.AddRange(UpstreamArtifacts.Of(situation, pairs)
                .Where(output => output.Role.StartsWith("pairs/", StringComparison.Ordinal) || output.Role.StartsWith("mined/", StringComparison.Ordinal))
                .Select(output => output with { Role = output.Role.Replace('/', '.') }));
        }

        return inputs;
    }

    private static int Segments(TrainingParameters parameters) => ((parameters.Steps - 1) / parameters.SegmentSteps) + 1;

    private static string Name(int segment) => $"segment-{(segment + 1).ToString("D2", CultureInfo.InvariantCulture)}";
}
