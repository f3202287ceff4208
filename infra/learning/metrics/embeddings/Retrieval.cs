namespace Rampart.Learning.Metrics;

/// <summary>Recall@k: whether one of the right candidates is among the k that are nearest to a query.</summary>
public static class Retrieval
{
    /// <summary>Whether a query finds a right candidate. On equal similarity the wrong candidate comes first: a constant encoder finds nothing.</summary>
    /// <param name="similarities">The query's similarity to every candidate.</param>
    /// <param name="isRight">Whether each candidate is right.</param>
    /// <param name="k">How many candidates are looked at, at least 1.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static bool IsFound(ReadOnlySpan<float> similarities, ReadOnlySpan<bool> isRight, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        Estimate.SameLength(similarities.Length, isRight.Length, "similarities", "marks");
        float best = float.NegativeInfinity;
        for (int i = 0; i < similarities.Length; i++)
        {
            best = isRight[i] ? Math.Max(best, similarities[i]) : best;
        }

        int before = 0;
        for (int i = 0; i < similarities.Length; i++)
        {
            // Written so that a similarity that is not a number stands before everything.
            before += !isRight[i] && !(similarities[i] < best) ? 1 : 0;
        }

        return before < k && isRight.Contains(true);
    }

    /// <summary>The share of queries that find a right candidate.</summary>
    /// <param name="similarities">Row by row, [queries, candidates].</param>
    /// <param name="queries">How many rows.</param>
    /// <param name="isRight">Whether the candidate (second) is right for the query (first).</param>
    /// <param name="k">How many candidates are looked at, at least 1.</param>
    public static Accuracy Recall(ReadOnlySpan<float> similarities, int queries, Func<int, int, bool> isRight, int k)
    {
        int candidates = queries == 0 ? 0 : similarities.Length / queries;
        Estimate.SameLength(similarities.Length, queries * candidates, "similarities", "pairs of query and candidate");
        int found = 0;
        var marks = new bool[candidates];
        for (int query = 0; query < queries; query++)
        {
            for (int candidate = 0; candidate < candidates; candidate++)
            {
                marks[candidate] = isRight(query, candidate);
            }

            found += IsFound(similarities.Slice(query * candidates, candidates), marks, k) ? 1 : 0;
        }

        return new Accuracy(found, queries);
    }
}
