using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>AutoAttack: several attacks, the worst case per sample.</summary>
public sealed record AutoAttackParameters : EvaluationAttackParameters
{
    /// <summary>The version.</summary>
    [Description("standard: apgd-ce, apgd-t, fab-t, square. plus: apgd-ce, apgd-dlr and fab with restarts, square, apgd-t, fab-t. "
        + "rand: apgd-ce and apgd-dlr on the mean of several passes, for models with random parts.")]
    public AutoAttackVersion Version { get; init; } = AutoAttackVersion.Standard;

    /// <summary>Iterations.</summary>
    [Description("Iterations of every attack with gradients, per sample and radius.")]
    [Bounds(1, 100_000, Unit = "iterations")]
    public int Iterations { get; init; } = 100;

    /// <summary>Wrong classes.</summary>
    [Description("Wrong classes that apgd-t and fab-t try, from the likeliest on; all others where there are fewer.")]
    [Bounds(1, 1000, Unit = "classes")]
    public int Targets { get; init; } = 9;

    /// <summary>Queries.</summary>
    [Description("How often square asks the model about an image.")]
    [Bounds(1, 1_000_000, Unit = "queries")]
    public int Queries { get; init; } = 5000;

    /// <summary>Restarts.</summary>
    [Description("Runs of each untargeted attack with gradients; only for plus.")]
    [Bounds(1, 100, Unit = "runs")]
    public int Restarts { get; init; } = 5;

    /// <summary>Passes averaged.</summary>
    [Description("Forward passes averaged per step; only for rand.")]
    [Bounds(1, 1000, Unit = "passes")]
    public int EotIterations { get; init; } = 20;

    internal override string Name => Version switch
    {
        AutoAttackVersion.Standard => "autoattack",
        AutoAttackVersion.Plus => "autoattack-plus",
        _ => "autoattack-rand",
    };

    internal override int LeastClasses => AutoAttack.LeastClasses;

    internal override IReadOnlyList<string> Members => AutoAttack.Members(Version);

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) => AutoAttack.Passes(
        new AutoAttackOptions
        {
            Version = Version,
            Norm = Norm,
            Epsilon = epsilon,
            Iterations = Iterations,
            Targets = Targets,
            Queries = Queries,
            Restarts = Restarts,
            EotIterations = EotIterations,
        },
        task.Classes);
}
