using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>Random noise: no attack, but the baseline of all of them.</summary>
public sealed record NoiseParameters : EvaluationAttackParameters
{
    /// <summary>Draws.</summary>
    [Description("How often noise is drawn per sample and radius; the worst draw counts.")]
    [Bounds(1, 100_000, Unit = "draws")]
    public int Draws { get; init; } = 10;

    internal override string Name => "noise";

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) =>
        [new AttackPass(Name, new Noise(new AttackBudget(Norm, epsilon), Draws), task.MarginOrLoss)];
}
