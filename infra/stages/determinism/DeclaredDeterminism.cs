namespace Rampart.Stages;

/// <summary>What the stages of this build promise about two executions of the same work.</summary>
public static class DeclaredDeterminism
{
    /// <summary>The promise of each kind of stage, in the order of their names.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<IStage> stages) =>
        stages.OrderBy(stage => stage.Kind, StringComparer.Ordinal).ToDictionary(stage => stage.Kind, stage => stage.Determinism.Word, StringComparer.Ordinal);
}
