using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>APGD on the targeted difference of logits ratio, towards one wrong class after the other (AutoAttack's second part).</summary>
public sealed record ApgdTargetedParameters : ApgdParameters
{
    /// <summary>Wrong classes.</summary>
    [Description("Wrong classes that are tried, from the likeliest on; 9 in AutoAttack. All others where there are fewer.")]
    [Bounds(1, 1000, Unit = "classes")]
    public int Targets { get; init; } = 9;

    internal override string Name => "apgd-t";

    internal override int LeastClasses => ClassLosses.TargetedDlrClasses;

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        Apgd attack = Attack(epsilon);
        return
        [
            .. from run in AttackPass.Repeat(Restarts ?? 1, (_, purpose) => purpose)
               from rank in task.Classes.Ranks(Targets)
               select AttackPass.Towards(Name, attack, task.Classes, ClassLosses.TargetedDlr, rank, run, EotIterations ?? 1),
        ];
    }
}
