using Rampart.Learning.Metrics;

namespace Rampart.Evaluation;

/// <summary>The expected calibration error of the last answer that was given about each sample, and the mean confidence in it. Under attack that is the answer
/// on the image that felled the sample, or on the last one that did not.</summary>
internal static class CalibrationFigures
{
    public static IEnumerable<Figure> Of(IReadOnlyList<Said> said, int bins)
    {
        double[] confidences = [.. said.Select(one => one.Grades.LastOrDefault()?.Confidence).OfType<double>()];
        if (confidences.Length < said.Count)
        {
            return [];
        }

        return
        [
            new Figure("calibration-error", Calibration.ExpectedError(confidences, [.. said.Select(one => one.IsRight)], bins)),
            new Figure("confidence", Estimate.Mean(confidences)),
        ];
    }
}
