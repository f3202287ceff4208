using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>Square: random search without gradients (AutoAttack's last part). On classes it lowers the margin, on answers it raises their loss.</summary>
public sealed record SquareParameters : EvaluationAttackParameters
{
    /// <summary>Queries.</summary>
    [Description("How often the model is asked about an image; 5000 in AutoAttack.")]
    [Bounds(1, 1_000_000, Unit = "queries")]
    public int Queries { get; init; } = 5000;

    /// <summary>First windows.</summary>
    [Description("Share of the image that the first windows cover; 0.8 in AutoAttack.")]
    [Bounds(0, 1, Above = true)]
    public double FirstShare { get; init; } = 0.8;

    /// <summary>Stretched schedule.</summary>
    [Description("Stretches the schedule of window sizes, made for 10000 queries, over the queries there are; AutoAttack does not.")]
    public bool StretchSchedule { get; init; }

    internal override string Name => "square";

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        var attack = new Square(new SquareOptions
        {
            Norm = Norm, Epsilon = epsilon, Queries = Queries, FirstShare = FirstShare, StretchSchedule = StretchSchedule,
        });
        return [new AttackPass(Name, attack, task.MarginOrLoss)];
    }
}
