using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>The attack of an evaluation.</summary>
[Variant("apgd-ce", typeof(ApgdCrossEntropyParameters))]
public abstract record EvaluationAttackParameters
{
    /// <summary>The norm.</summary>
    [Description("How perturbations are measured.")]
    public Norm Norm { get; init; } = Norm.Linf;

    internal abstract string Name { get; }

    /// <summary>Whether it compares class logits, which only tasks with classes have.</summary>
    internal virtual bool NeedsClasses => false;

    /// <summary>The attacks it runs at a radius, one after the other on what still stands.</summary>
    internal abstract IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon);
}

/// <summary>APGD on the cross-entropy of the truth (AutoAttack's first part).</summary>
public sealed record ApgdCrossEntropyParameters : EvaluationAttackParameters
{
    /// <summary>Iterations.</summary>
    [Description("Iterations per sample and radius; 100 in AutoAttack.")]
    [Bounds(1, 100_000, Unit = "iterations")]
    public int Iterations { get; init; } = 50;

    /// <summary>First step.</summary>
    [Description("First step as a multiple of the radius; 2 in AutoAttack.")]
    [Bounds(0.000001, 2)]
    public double InitialStep { get; init; } = 2;

    /// <summary>Random start.</summary>
    [Description("Starts at a random point of the ball's surface, else at the clean image.")]
    public bool RandomStart { get; init; } = true;

    internal override string Name => "apgd-ce";

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) =>
    [
        new AttackPass(Name, new Apgd(new ApgdOptions
        {
            Norm = Norm,
            Epsilon = epsilon,
            Iterations = Iterations,
            InitialStep = InitialStep,
            RandomStart = RandomStart,
        }), task.Loss),
    ];
}
