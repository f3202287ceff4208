using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Coordination;

/// <summary>What a run made, as a version of the registry holds it.</summary>
public static class ModelOfRun
{
    const string ResultsRole = "results";

    /// <summary>The version that a stage of a run is; null when the stage made no model.</summary>
    /// <param name="started">The run.</param>
    /// <param name="items">Its items that have a result.</param>
    /// <param name="stage">The stage's flat name.</param>
    public static ModelVersion? Of(RunStarted started, IReadOnlyList<ItemCompleted> items, string? stage) => Parts(items, stage) is { } parts
        ? new ModelVersion(started.RunId, stage!, parts, started.Pipeline, Evaluations(items), started.CodeVersion)
        : null;

    /// <summary>Configuration, components and tokenizer, by role, of the model that a stage made; null when it made none.</summary>
    public static IReadOnlyList<NamedArtifact>? Parts(IEnumerable<ItemCompleted> items, string? stage) => items
        .Where(item => item.Stage == stage)
        .Select(item => item.Outputs)
        .FirstOrDefault(outputs => outputs.Any(output => output.Role == StageModel.ConfigRole) && outputs.Any(output => output.Role == StageModel.TokenizerRole))?
        .Where(output => output.Role is StageModel.ConfigRole or StageModel.TokenizerRole || StageModel.Components.Contains(output.Role))
        .ToList();

    /// <summary>The results of every evaluation, with the stage's name as role.</summary>
    public static IReadOnlyList<NamedArtifact> Evaluations(IEnumerable<ItemCompleted> items) =>
    [
        .. from item in items
           from output in item.Outputs
           where output.Role == ResultsRole
           select new NamedArtifact(item.Stage, output.Artifact),
    ];
}
