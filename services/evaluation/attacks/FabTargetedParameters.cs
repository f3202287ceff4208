using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>FAB towards one wrong class after the other (AutoAttack's third part): the smallest perturbation that crosses the boundary.</summary>
public sealed record FabTargetedParameters : EvaluationAttackParameters
{
    /// <summary>Iterations.</summary>
    [Description("Iterations per sample, radius and wrong class; 100 in AutoAttack.")]
    [Bounds(1, 100_000, Unit = "iterations")]
    public int Iterations { get; init; } = 100;

    /// <summary>Wrong classes.</summary>
    [Description("Wrong classes that are tried, from the likeliest on; 9 in AutoAttack. All others where there are fewer.")]
    [Bounds(1, 1000, Unit = "classes")]
    public int Targets { get; init; } = 9;

    /// <summary>Runs.</summary>
    [Description("Runs, each on what the last left standing; all but the first start at a random point.")]
    [Bounds(1, 100, Unit = "runs")]
    public int Restarts { get; init; } = 1;

    internal override string Name => "fab-t";

    internal override int LeastClasses => 2;

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) =>
    [
        .. from run in AttackPass.Repeat(Restarts, (isFirst, purpose) => (Attack: Attack(epsilon, randomStart: !isFirst), Purpose: purpose))
           from rank in task.Classes.Ranks(Targets)
           select AttackPass.Towards(Name, run.Attack, task.Classes, ClassLosses.TargetedMargin, rank, run.Purpose),
    ];

    private Fab Attack(double epsilon, bool randomStart) =>
        new(new FabOptions { Norm = Norm, Epsilon = epsilon, Iterations = Iterations, RandomStart = randomStart });
}
