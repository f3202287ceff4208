namespace Rampart.Contracts;

/// <summary>One measured figure.</summary>
/// <param name="Model">The model's name in pipeline.yaml.</param>
/// <param name="Task">The task's word in pipeline.yaml: <c>zero-shot</c>, <c>answer</c>, <c>caption</c>, ...</param>
/// <param name="Metric">Which of the task's figures: <c>accuracy</c>, <c>attack-success</c>, <c>cider</c>, ...</param>
/// <param name="Attack">The attack's name, null for clean images.</param>
/// <param name="Norm"><c>linf</c> or <c>l2</c>, null for clean images.</param>
/// <param name="Epsilon">The radius on pixels in [0,1], null for clean images.</param>
/// <param name="N">Samples.</param>
/// <param name="Value">A share in [0,1]; <c>cider</c> in [0,10].</param>
/// <param name="Stderr">The standard error over samples; for a share sqrt(p(1-p)/(n-1)).</param>
public sealed record ResultRow(
    string Model, string Task, string Metric, string? Attack, string? Norm, double? Epsilon, int N, double Value, double Stderr);
