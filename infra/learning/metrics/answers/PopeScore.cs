namespace Rampart.Learning.Metrics;

/// <summary>The figures of POPE (Li et al. 2023) over yes-no questions about objects; "yes" is the positive answer.</summary>
/// <param name="Accuracy">The share of right answers.</param>
/// <param name="Precision">Of the answers yes, how many are right; 0 if there is none.</param>
/// <param name="Recall">Of the questions whose answer is yes, how many were answered yes; 0 if there is none.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN); 0 if there is nothing positive on either side.</param>
/// <param name="YesRatio">The share of answers yes: near 1, the model agrees with everything.</param>
public sealed record PopeScore(Estimate Accuracy, Estimate Precision, Estimate Recall, Estimate F1, Estimate YesRatio)
{
    /// <summary>Scores answers. Standard errors: of a share for accuracy and yes-ratio, of a ratio for the others.</summary>
    /// <param name="saysYes">Whether each answer is yes.</param>
    /// <param name="isYes">Whether yes is right.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PopeScore Of(IReadOnlyList<bool> saysYes, IReadOnlyList<bool> isYes)
    {
        Estimate.SameLength(saysYes.Count, isYes.Count, "answers", "truths");
        double[] said = [.. saysYes.Select(One)], real = [.. isYes.Select(One)];
        double[] hits = [.. said.Zip(real, (says, truth) => says * truth)];
        return new PopeScore(
            Estimate.Mean([.. said.Zip(real, (says, truth) => One(says == truth))]),
            Defined(Estimate.Ratio(hits, said)),
            Defined(Estimate.Ratio(hits, real)),
            // TP + FP + FN + TP = what was said + what is real.
            Defined(Estimate.Ratio([.. hits.Select(hit => 2 * hit)], [.. said.Zip(real, (says, truth) => says + truth)])),
            Estimate.Mean(said));
    }

    private static double One(bool value) => value ? 1 : 0;

    private static Estimate Defined(Estimate ratio) => double.IsNaN(ratio.Value) ? new Estimate(0, 0, ratio.Count) : ratio;
}
