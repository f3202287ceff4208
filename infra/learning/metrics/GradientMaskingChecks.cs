using Rampart.Learning.Attacks;

namespace Rampart.Learning.Metrics;

/// <summary>The signs of gradient masking that can be read off an evaluation (Carlini et al. 2019, section 3; Croce and Hein 2020, appendix).</summary>
public static class GradientMaskingChecks
{
    /// <summary>From this radius on an attack must win: 32/255 turns most of an image's contrast around.</summary>
    public const double LargeRadius = 32.0 / 255;

    private const double SurvivalAboveChance = 0.10;
    private const double SuspiciousShare = 0.01;
    private const double BlackBoxShare = 0.002;

    /// <summary>Runs every check for which there is evidence; flags come in a fixed order.</summary>
    public static IReadOnlyList<EvaluationFlag> Inspect(RobustnessEvidence evidence) =>
    [
        .. SurvivesLargeRadius(evidence),
        .. RisesWithRadius(evidence),
        .. RisesWithSteps(evidence),
        .. BlackBoxBeatsWhiteBox(evidence),
        .. ShareOf(evidence, "zero-gradient", report => report.ZeroGradientSteps > 0, "had a gradient of exactly zero at some step"),
        .. ShareOf(evidence, "non-finite-gradient", report => report.NonFiniteGradients > 0, "had gradient entries that are not finite numbers"),
        .. ShareOf(evidence, "flat-loss", report => report.IsFlat, "showed the same loss along the whole attack"),
    ];

    private static IEnumerable<EvaluationFlag> SurvivesLargeRadius(RobustnessEvidence evidence)
    {
        foreach ((double radius, Accuracy accuracy) in evidence.ByRadius.OrderByDescending(point => point.Radius).Take(1))
        {
            double allowed = evidence.ChanceLevel + SurvivalAboveChance;
            if (radius >= LargeRadius && accuracy.Value > allowed)
            {
                yield return EvaluationFlag.Raise("survives-large-radius",
                    $"Robust accuracy is still {accuracy.Value:0.0%} at {radius * 255:0.#}/255, where at most {allowed:0.0%} is credible.");
            }
        }
    }

    private static IEnumerable<EvaluationFlag> RisesWithRadius(RobustnessEvidence evidence)
    {
        (double Radius, Accuracy Accuracy)[] points = [.. evidence.ByRadius.OrderBy(point => point.Radius)];
        foreach (var (smaller, larger) in points.Zip(points.Skip(1)))
        {
            if (IsHigher(larger.Accuracy, smaller.Accuracy))
            {
                yield return EvaluationFlag.Raise("rises-with-radius",
                    $"Robust accuracy rises from {smaller.Accuracy.Value:0.0%} at {smaller.Radius * 255:0.#}/255 to {larger.Accuracy.Value:0.0%} at {larger.Radius * 255:0.#}/255.");
            }
        }
    }

    private static IEnumerable<EvaluationFlag> RisesWithSteps(RobustnessEvidence evidence)
    {
        (int Steps, Accuracy Accuracy)[] points = [.. evidence.BySteps.OrderBy(point => point.Steps)];
        foreach (var (fewer, more) in points.Zip(points.Skip(1)))
        {
            if (IsHigher(more.Accuracy, fewer.Accuracy))
            {
                yield return EvaluationFlag.Raise("rises-with-steps",
                    $"Robust accuracy rises from {fewer.Accuracy.Value:0.0%} with {fewer.Steps} steps to {more.Accuracy.Value:0.0%} with {more.Steps}.");
            }
        }
    }

    private static IEnumerable<EvaluationFlag> BlackBoxBeatsWhiteBox(RobustnessEvidence evidence)
    {
        foreach ((double radius, Accuracy fallen) in evidence.OnlyByBlackBox.OrderByDescending(point => point.Fallen.Value).Take(1))
        {
            if (fallen.Value > BlackBoxShare)
            {
                yield return EvaluationFlag.Raise("black-box-beats-white-box",
                    $"{fallen.Correct} of {fallen.Count} samples withstood every attack with gradients at {radius * 255:0.#}/255 and fell to one without.");
            }
        }
    }

    private static IEnumerable<EvaluationFlag> ShareOf(
        RobustnessEvidence evidence, string id, Func<PerSampleAttackReport, bool> isSuspicious, string what)
    {
        // A sample that was wrong before the attack may well have a saturated loss.
        PerSampleAttackReport[] survivors = [.. evidence.Reports.Where(report => report.StillCorrect ?? true)];
        int count = survivors.Count(isSuspicious);
        if (count > 0 && count >= SuspiciousShare * evidence.Reports.Count)
        {
            yield return EvaluationFlag.Raise(id, $"{count} of {evidence.Reports.Count} samples withstood the attack and {what}.");
        }
    }

    // The same samples are attacked both times, but attacks are heuristics: half a standard error is not news.
    private static bool IsHigher(Accuracy later, Accuracy earlier) =>
        later.Value - earlier.Value > (double.IsNaN(earlier.StandardError) ? 0 : earlier.StandardError / 2);
}
