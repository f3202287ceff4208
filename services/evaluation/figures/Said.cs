namespace Rampart.Evaluation;

/// <summary>What a model said about a sample up to some radius.</summary>
/// <param name="Truth">The right answer.</param>
/// <param name="IsRight">Whether it was right on the clean image and at every radius up to this one.</param>
/// <param name="Answers">The answer on the clean image, then those on the attacked ones; none where only the verdict is known.</param>
internal sealed record Said(string Truth, bool IsRight, IReadOnlyList<string> Answers)
{
    /// <summary>What else is known of the answers, one entry for each; none where nothing is, or answers are not kept.</summary>
    public IReadOnlyList<AnswerGrades> Grades { get; init; } = [];

    /// <summary>Whether it was about the clean image.</summary>
    public bool IsClean { get; init; }

    /// <summary>On the clean image.</summary>
    public static Said Clean(SampleOutcome outcome) => new(outcome.Truth, outcome.CleanCorrect, [outcome.CleanAnswer])
    {
        IsClean = true,
        Grades = Known(outcome.CleanGrades),
    };

    /// <summary>At the radius of this number.</summary>
    public static Said At(SampleOutcome outcome, int radius) => new(
        outcome.Truth,
        outcome.Attacks[radius].Correct,
        [outcome.CleanAnswer, .. outcome.Attacks.Take(radius + 1).Select(attack => attack.Attack?.Answer).OfType<string>()])
    {
        Grades = Known([outcome.CleanGrades, .. outcome.Attacks.Take(radius + 1).Select(attack => attack.Attack?.Grades)]),
    };

    /// <summary>At the radius of this number, after these members of a composed attack; what was said in between is not kept.</summary>
    public static Said After(SampleOutcome outcome, int radius, IReadOnlyList<string> members)
    {
        AttackOutcome attack = outcome.Attacks[radius];
        return new Said(outcome.Truth, attack.Correct || (attack.Attack?.By is { } by && !members.Contains(by)), []);
    }

    /// <summary>At the radius of this number, on images rounded to 8 bits; what was said there is not kept.</summary>
    public static Said Rounded(SampleOutcome outcome, int radius) => new(outcome.Truth, outcome.Attacks[radius].EightBitCorrect ?? false, []);

    private static IReadOnlyList<AnswerGrades> Known(params AnswerGrades?[] grades) => [.. grades.OfType<AnswerGrades>()];
}
