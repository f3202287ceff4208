namespace Rampart.Learning.Metrics;

/// <summary>
/// CIDEr-D (Vedantam et al. 2015, section 5): the mean over 1- to 4-grams of the clipped tf-idf cosine between a caption and its references,
/// damped by exp(-(length difference)^2 / (2 sigma^2)) with sigma 6, averaged over the references and multiplied by 10.
/// </summary>
/// <remarks>
/// A score lies in [0, 10]; papers print the mean times 100, so 1.155 here is their 115.5. Inverse document frequencies come from the
/// references of the whole corpus: with a single image, or for words that every image shares, they are 0 and so is the score. As in the
/// COCO evaluation, term frequencies are plain counts and lengths differ in bigrams.
/// </remarks>
public sealed class Cider
{
    private const double Sigma = 6;
    private const double Scale = 10;

    private readonly Dictionary<string, int> _documents = new(StringComparer.Ordinal);
    private readonly double _logImages;

    /// <summary>Takes the document frequencies from a corpus.</summary>
    /// <param name="references">The reference captions of each image.</param>
    public Cider(IReadOnlyList<IReadOnlyList<string>> references)
    {
        foreach (IReadOnlyList<string> captions in references)
        {
            foreach (string run in captions.SelectMany(caption => NGrams.Count(CaptionTokens.Of(caption)).SelectMany(runs => runs.Keys)).Distinct())
            {
                _documents[run] = _documents.GetValueOrDefault(run) + 1;
            }
        }

        _logImages = Math.Log(Math.Max(1, references.Count));
    }

    /// <summary>The score of one caption in [0, 10].</summary>
    /// <param name="caption">The generated caption.</param>
    /// <param name="references">The image's reference captions, at least one.</param>
    public double Score(string caption, IReadOnlyList<string> references)
    {
        ArgumentOutOfRangeException.ThrowIfZero(references.Count);
        TermVectors candidate = Vectors(caption);
        return Scale * references.Average(reference => candidate.Similarity(Vectors(reference)));
    }

    /// <summary>The mean score over images; its standard error takes the document frequencies as given.</summary>
    /// <param name="captions">One generated caption per image.</param>
    /// <param name="references">The reference captions of the same images.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Estimate Mean(IReadOnlyList<string> captions, IReadOnlyList<IReadOnlyList<string>> references)
    {
        Estimate.SameLength(captions.Count, references.Count, nameof(captions), nameof(references));
        return Estimate.Mean([.. captions.Zip(references, Score)]);
    }

    private TermVectors Vectors(string caption)
    {
        Dictionary<string, int>[] counts = NGrams.Count(CaptionTokens.Of(caption));
        Dictionary<string, double>[] weights = [.. counts.Select(runs => runs.ToDictionary(run => run.Key, run => run.Value * Idf(run.Key)))];
        return new TermVectors(
            weights, [.. weights.Select(runs => Math.Sqrt(runs.Values.Sum(weight => weight * weight)))], counts[1].Values.Sum());
    }

    private double Idf(string run) => _logImages - Math.Log(Math.Max(1, _documents.GetValueOrDefault(run)));

    private sealed record TermVectors(Dictionary<string, double>[] Weights, double[] Norms, int Length)
    {
        public double Similarity(TermVectors reference)
        {
            double sum = 0;
            for (int n = 0; n < NGrams.Longest; n++)
            {
                double norms = Norms[n] * reference.Norms[n];
                sum += norms == 0 ? 0 : Weights[n].Sum(run => Clipped(run, reference.Weights[n])) / norms;
            }

            double difference = Length - reference.Length;
            return sum / NGrams.Longest * Math.Exp(-difference * difference / (2 * Sigma * Sigma));
        }

        // Clipping keeps a caption from gaining by repeating a telling word.
        private static double Clipped(KeyValuePair<string, double> run, Dictionary<string, double> reference) =>
            reference.TryGetValue(run.Key, out double weight) ? Math.Min(run.Value, weight) * weight : 0;
    }
}
