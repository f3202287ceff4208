namespace Rampart.Learning.Tokenization;

/// <summary>Applies merges to one piece, lowest rank first, leftmost among equals.</summary>
/// <remarks>A linked list and a queue: n log n, so a hostile piece of a million letters takes no million squared.</remarks>
internal static class PairMerging
{
    public static int[] Apply(int[] symbols, Dictionary<(int Left, int Right), (int Rank, int Id)> merges)
    {
        int count = symbols.Length;
        var next = new int[count];
        var previous = new int[count];
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (int i = 0; i < count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1);
        }

        for (int i = 0; i + 1 < count; i++)
        {
            Offer(i);
        }

        while (queue.TryDequeue(out var candidate, out _))
        {
            int right = next[candidate.At];
            // Symbols that took part in another merge are marked or changed; their old offers lapse.
            if (symbols[candidate.At] != candidate.Left || right >= count || symbols[right] != candidate.Right)
            {
                continue;
            }

            symbols[candidate.At] = merges[(candidate.Left, candidate.Right)].Id;
            symbols[right] = -1;
            next[candidate.At] = next[right];
            if (next[right] < count)
            {
                previous[next[right]] = candidate.At;
            }

            Offer(candidate.At);
            Offer(previous[candidate.At]);
        }

        return [.. symbols.Where(symbol => symbol >= 0)];

        void Offer(int at)
        {
            if (at >= 0 && next[at] < count && merges.TryGetValue((symbols[at], symbols[next[at]]), out var merge))
            {
                queue.Enqueue((at, symbols[at], symbols[next[at]]), (merge.Rank, at));
            }
        }
    }
}
