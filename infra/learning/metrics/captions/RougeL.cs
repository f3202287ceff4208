namespace Rampart.Learning.Metrics;

/// <summary>
/// ROUGE-L (Lin 2004) as the COCO evaluation takes it: F = (1 + b^2) P R / (R + b^2 P) with b = 1.2, where P and R are the longest common
/// subsequence over the caption's and the reference's length, each the best over the references.
/// </summary>
public static class RougeL
{
    private const double Beta = 1.2;

    /// <summary>The score of one caption in [0, 1].</summary>
    /// <param name="caption">The generated caption.</param>
    /// <param name="references">The image's reference captions, at least one.</param>
    public static double Score(string caption, IReadOnlyList<string> references)
    {
        ArgumentOutOfRangeException.ThrowIfZero(references.Count);
        IReadOnlyList<string> words = CaptionTokens.Of(caption);
        double precision = 0, recall = 0;
        foreach (IReadOnlyList<string> reference in references.Select(CaptionTokens.Of))
        {
            int common = LongestCommonSubsequence(words, reference);
            precision = Math.Max(precision, (double)common / Math.Max(1, words.Count));
            recall = Math.Max(recall, (double)common / Math.Max(1, reference.Count));
        }

        return precision * recall == 0 ? 0 : (1 + (Beta * Beta)) * precision * recall / (recall + (Beta * Beta * precision));
    }

    /// <summary>The mean score over images.</summary>
    /// <param name="captions">One generated caption per image.</param>
    /// <param name="references">The reference captions of the same images.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Estimate Mean(IReadOnlyList<string> captions, IReadOnlyList<IReadOnlyList<string>> references)
    {
        Estimate.SameLength(captions.Count, references.Count, nameof(captions), nameof(references));
        return Estimate.Mean([.. captions.Zip(references, Score)]);
    }

    private static int LongestCommonSubsequence(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var above = new int[right.Count + 1];
        foreach (string word in left)
        {
            int diagonal = 0;
            for (int i = 1; i <= right.Count; i++)
            {
                int before = above[i];
                above[i] = word == right[i - 1] ? diagonal + 1 : Math.Max(above[i], above[i - 1]);
                diagonal = before;
            }
        }

        return above[right.Count];
    }
}
