using Rampart.Contracts;
using Rampart.Pipeline.Comparison;

namespace Rampart.Reporting;

/// <summary>Everything that a run's report shows, read from the store; the report is a pure function of it.</summary>
/// <param name="Run">Which run, on what machine.</param>
/// <param name="PipelineYaml">The resolved pipeline.</param>
/// <param name="Stages">The stages in order.</param>
/// <param name="EvaluationStages">The names of the stages that <paramref name="Evaluation"/> comes from.</param>
/// <param name="Evaluation">What was measured.</param>
/// <param name="Curves">The trainings' figures.</param>
public sealed record RunResults(
    RunIdentity Run,
    string PipelineYaml,
    IReadOnlyList<StageSummary> Stages,
    IReadOnlyList<string> EvaluationStages,
    EvaluationResults Evaluation,
    IReadOnlyList<TrainingCurve> Curves)
{
    /// <summary>The table over all models that the pipeline asks for; null when it asks for none.</summary>
    public ComparisonParameters? Comparison { get; init; }

    /// <summary>What arrived for the run, by the stages that took it in.</summary>
    public IReadOnlyList<ArrivalSummary> Arrivals { get; init; } = [];

    /// <summary>Whether every gate passed.</summary>
    public bool Passed => Evaluation.Gates.All(gate => gate.Passed);
}
