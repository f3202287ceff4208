namespace Rampart.Learning.Metrics;

/// <summary>
/// VQA accuracy in its leave-one-out form (Antol et al. 2015; the evaluation of VQA v2): the mean, over the human answers, of
/// min(1, matches among the other answers / 3). With ten answers and m matches it is 0, 0.3, 0.6, 0.9, 1 for m = 0, 1, 2, 3, 4 and more.
/// </summary>
public static class VqaAccuracy
{
    private const double EnoughMatches = 3;

    /// <summary>The accuracy of one answer in [0, 1].</summary>
    /// <param name="answer">The generated answer.</param>
    /// <param name="humanAnswers">What people answered, at least two; ten in VQA v2.</param>
    public static double Score(string answer, IReadOnlyList<string> humanAnswers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(humanAnswers.Count, 2);
        string normal = VqaNormalization.Of(answer);
        int matches = humanAnswers.Count(human => VqaNormalization.Of(human) == normal);
        double withoutMatch = Math.Min(1, (matches - 1) / EnoughMatches), withoutOther = Math.Min(1, matches / EnoughMatches);
        return ((matches * withoutMatch) + ((humanAnswers.Count - matches) * withoutOther)) / humanAnswers.Count;
    }

    /// <summary>The mean over questions.</summary>
    /// <param name="answers">One generated answer per question.</param>
    /// <param name="humanAnswers">The human answers to the same questions.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Estimate Mean(IReadOnlyList<string> answers, IReadOnlyList<IReadOnlyList<string>> humanAnswers)
    {
        Estimate.SameLength(answers.Count, humanAnswers.Count, nameof(answers), nameof(humanAnswers));
        return Estimate.Mean([.. answers.Zip(humanAnswers, Score)]);
    }
}
