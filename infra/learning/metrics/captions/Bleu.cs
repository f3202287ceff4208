namespace Rampart.Learning.Metrics;

/// <summary>
/// BLEU-4 of a corpus (Papineni et al. 2002): the geometric mean of the clipped 1- to 4-gram precisions, pooled over all captions, times the
/// brevity penalty exp(1 - r / c), where r sums the reference lengths nearest to each caption's (the shorter one on a tie).
/// </summary>
/// <remarks>In [0, 1]; nothing is smoothed, so a corpus without a common 4-gram scores 0.</remarks>
public static class Bleu
{
    /// <summary>The score with its bootstrap standard error.</summary>
    /// <param name="captions">One generated caption per image.</param>
    /// <param name="references">The reference captions of the same images, at least one each.</param>
    /// <param name="seed">Decides the bootstrap's draws.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or an image has no reference.</exception>
    public static Estimate Corpus(IReadOnlyList<string> captions, IReadOnlyList<IReadOnlyList<string>> references, ulong seed = 0)
    {
        Estimate.SameLength(captions.Count, references.Count, nameof(captions), nameof(references));
        Counts[] counts = [.. captions.Zip(references, Counts.Of)];
        double Score(IReadOnlyList<int> places) => Counts.Score(places.Select(place => counts[place]));
        return new Estimate(
            counts.Length == 0 ? double.NaN : Counts.Score(counts), Bootstrap.StandardError(counts.Length, Score, seed), counts.Length);
    }

    private sealed record Counts(int[] Matched, int[] Total, int Length, int ReferenceLength)
    {
        public static Counts Of(string caption, IReadOnlyList<string> references)
        {
            if (references.Count == 0)
            {
                throw new ArgumentException("An image has no reference caption; BLEU needs at least one.", nameof(references));
            }

            IReadOnlyList<string> words = CaptionTokens.Of(caption);
            IReadOnlyList<string>[] others = [.. references.Select(CaptionTokens.Of)];
            Dictionary<string, int>[] own = NGrams.Count(words);
            Dictionary<string, int>[][] allowed = [.. others.Select(NGrams.Count)];
            return new Counts(
                [.. own.Select((runs, n) => runs.Sum(run => Math.Min(run.Value, allowed.Max(other => other[n].GetValueOrDefault(run.Key)))))],
                [.. own.Select(runs => runs.Values.Sum())],
                words.Count,
                others.Select(other => other.Count).OrderBy(length => Math.Abs(length - words.Count)).ThenBy(length => length).First());
        }

        public static double Score(IEnumerable<Counts> all)
        {
            long[] matched = new long[NGrams.Longest], total = new long[NGrams.Longest];
            long length = 0, referenceLength = 0;
            foreach (Counts counts in all)
            {
                for (int n = 0; n < NGrams.Longest; n++)
                {
                    matched[n] += counts.Matched[n];
                    total[n] += counts.Total[n];
                }

                length += counts.Length;
                referenceLength += counts.ReferenceLength;
            }

            if (matched.Contains(0))
            {
                return 0;
            }

            double precision = Math.Exp(matched.Zip(total, (right, of) => Math.Log((double)right / of)).Average());
            return precision * (length < referenceLength ? Math.Exp(1 - ((double)referenceLength / length)) : 1);
        }
    }
}
