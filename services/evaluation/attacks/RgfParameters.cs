using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>Random gradient-free estimation: an attack that sees values only. On classes it lowers the margin, on answers it raises their loss.</summary>
public sealed record RgfParameters : EvaluationAttackParameters
{
    /// <summary>Steps.</summary>
    [Description("Steps per sample and radius; 8 in AttackVLM.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int Steps { get; init; } = 8;

    /// <summary>Directions.</summary>
    [Description("Random directions in which the model is asked per step; 100 in AttackVLM.")]
    [Bounds(1, 100_000, Unit = "directions")]
    public int Directions { get; init; } = 100;

    /// <summary>How far the model is asked.</summary>
    [Description("How far along a direction the model is asked, per pixel value in [0,1].")]
    [Bounds(0, 1, Above = true)]
    public double Reach { get; init; } = 8.0 / 255;

    /// <summary>Length of a step.</summary>
    [Description("Length of a step as a share of the radius; an eighth in AttackVLM.")]
    [Bounds(0, 2, Above = true)]
    public double StepShare { get; init; } = 1.0 / 8;

    internal override string Name => "rgf";

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) => [new AttackPass(Name, Attack(epsilon), task.MarginOrLoss)];

    internal Rgf Attack(double epsilon) => new(new RgfOptions
    {
        Norm = Norm, Epsilon = epsilon, Steps = Steps, Directions = Directions, Reach = Reach, StepSize = StepShare * epsilon,
    });
}
