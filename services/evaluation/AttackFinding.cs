using Rampart.Learning.Attacks;

namespace Rampart.Evaluation;

/// <summary>What one attack of a sequence made of one sample.</summary>
/// <param name="Attack">The attack's name.</param>
/// <param name="IsFirst">Whether it is the first of the sequence.</param>
/// <param name="IsRight">Whether the answer on the adversarial image is right.</param>
/// <param name="IsRoundedRight">The same for the image rounded to 8 bits; null if not measured.</param>
/// <param name="Answer">The answer on the adversarial image.</param>
/// <param name="Distance">The size of the perturbation.</param>
/// <param name="Report">What the attack saw.</param>
internal sealed record AttackFinding(
    string Attack, bool IsFirst, bool IsRight, bool? IsRoundedRight, string Answer, double Distance, PerSampleAttackReport Report)
{
    /// <summary>How well the answer on the adversarial image does; 1 or 0 where wrong is enough.</summary>
    public required double Score { get; init; }

    /// <summary>What else is known of the answer; null if nothing.</summary>
    public AnswerGrades? Grades { get; init; }

    /// <summary>Whether the sample needs no further attack at this radius.</summary>
    public required bool IsFallen { get; init; }

    /// <summary>This and what a later attack at the same radius found: the images of the one that did most harm, else of this one.</summary>
    public AttackFinding Then(AttackFinding later) => (later.Score < Score ? later : this) with
    {
        IsRoundedRight = IsRoundedRight is { } before && later.IsRoundedRight is { } after ? before && after : null,
        Report = Report.Then(later.Report, hasFelled: later.Score < Score),
    };

    public AttackDetails Details(bool isComposed) => new(
        Answer,
        Report.InitialLoss,
        Report.LargestLoss,
        Report.SmallestLoss,
        Report.ZeroGradientSteps,
        Report.NonFiniteGradients,
        Distance,
        isComposed && !IsRight ? Attack : null) { Grades = Grades };
}
