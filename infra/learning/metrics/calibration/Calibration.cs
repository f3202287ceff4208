namespace Rampart.Learning.Metrics;

/// <summary>How far a classifier's confidence can be believed.</summary>
public static class Calibration
{
    /// <summary>
    /// The expected calibration error (Guo et al. 2017): over bins of equal width, ((i - 1) / M, i / M], the mean of |accuracy - mean
    /// confidence| weighted by how many samples fall in each. In [0, 1]; biased upwards by noise, the more so the more bins there are.
    /// </summary>
    /// <param name="confidences">The probability of the answer that was given, in [0, 1].</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="bins">M, at least 1.</param>
    /// <param name="seed">Decides the draws of the bootstrap that gives the standard error.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a confidence is no probability.</exception>
    public static Estimate ExpectedError(IReadOnlyList<double> confidences, IReadOnlyList<bool> correct, int bins = 15, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Estimate.SameLength(confidences.Count, correct.Count, nameof(confidences), "verdicts");
        if (confidences.Any(confidence => confidence is not (>= 0 and <= 1)))
        {
            throw new ArgumentException("A confidence is no probability; give numbers in [0, 1].", nameof(confidences));
        }

        double Error(IReadOnlyList<int> places)
        {
            var gaps = new double[bins];
            foreach (int place in places)
            {
                int bin = Math.Clamp((int)Math.Ceiling(confidences[place] * bins) - 1, 0, bins - 1);
                gaps[bin] += (correct[place] ? 1 : 0) - confidences[place];
            }

            return gaps.Sum(Math.Abs) / places.Count;
        }

        int count = confidences.Count;
        return new Estimate(
            count == 0 ? double.NaN : Error([.. Enumerable.Range(0, count)]), Bootstrap.StandardError(count, Error, seed), count);
    }

    /// <summary>The Brier score: the mean squared distance between the predicted probabilities and the one-hot truth. In [0, 2]; 0 is best.</summary>
    /// <param name="probabilities">The probabilities of all classes, per sample.</param>
    /// <param name="labels">The true class of each sample.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a label is no class.</exception>
    public static Estimate Brier(IReadOnlyList<IReadOnlyList<double>> probabilities, IReadOnlyList<int> labels)
    {
        Estimate.SameLength(probabilities.Count, labels.Count, nameof(probabilities), nameof(labels));
        return Estimate.Mean([.. probabilities.Zip(labels, Distance)]);
    }

    private static double Distance(IReadOnlyList<double> probabilities, int label)
    {
        if (label < 0 || label >= probabilities.Count)
        {
            throw new ArgumentException($"Label {label} is none of the {probabilities.Count} classes.", nameof(label));
        }

        double distance = 0;
        for (int k = 0; k < probabilities.Count; k++)
        {
            double gap = probabilities[k] - (k == label ? 1 : 0);
            distance += gap * gap;
        }

        return distance;
    }
}
