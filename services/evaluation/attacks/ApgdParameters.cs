using System.ComponentModel;
using System.Text.Json.Serialization;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>What the forms of APGD have in common.</summary>
public abstract record ApgdParameters : EvaluationAttackParameters
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

    /// <summary>Runs. Left out of work items where it is not given, so that their results keep their keys.</summary>
    [Description("Runs from different random starts, each on what the last left standing; one unless given.")]
    [Bounds(1, 100, Unit = "runs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Restarts { get; init; }

    /// <summary>Passes averaged. Left out of work items where it is not given, so that their results keep their keys.</summary>
    [Description("Forward passes averaged per step (expectation over transformations), for models with random parts; one unless given.")]
    [Bounds(1, 1000, Unit = "passes")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EotIterations { get; init; }

    /// <summary>The attack on a loss, as often as it is to run.</summary>
    internal IEnumerable<AttackPass> Repeated(RowLoss loss, double epsilon)
    {
        Apgd attack = Attack(epsilon);
        RowLoss attacked = Expectation.Over(loss, EotIterations ?? 1);
        return AttackPass.Repeat(Restarts ?? 1, (_, purpose) => new AttackPass(Name, attack, attacked, purpose));
    }

    internal Apgd Attack(double epsilon) => new(new ApgdOptions
    {
        Norm = Norm,
        Epsilon = epsilon,
        Iterations = Iterations,
        InitialStep = InitialStep,
        RandomStart = RandomStart,
    });
}

/// <summary>APGD on the cross-entropy of the truth (AutoAttack's first part).</summary>
public sealed record ApgdCrossEntropyParameters : ApgdParameters
{
    internal override string Name => "apgd-ce";

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) => [.. Repeated(task.Loss, epsilon)];
}

/// <summary>APGD on the difference of logits ratio, which a model cannot hide behind the scale of its logits.</summary>
public sealed record ApgdDlrParameters : ApgdParameters
{
    internal override string Name => "apgd-dlr";

    internal override int LeastClasses => ClassLosses.DlrClasses;

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) =>
        [.. Repeated(task.Classes.Against(ClassLosses.Dlr), epsilon)];
}
