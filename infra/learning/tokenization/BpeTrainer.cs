namespace Rampart.Learning.Tokenization;

/// <summary>Learns merges (Sennrich et al. 2016): again and again the most frequent neighbouring pair becomes one token.</summary>
/// <remarks>Ties go to the pair with the smaller ids, left then right, as in Hugging Face's trainer; so the result depends on nothing but
/// the multiset of words.</remarks>
internal sealed class BpeTrainer
{
    private const int LeastCount = 2;
    private readonly List<string> _tokens = [.. SpecialTokens.All, .. ByteAlphabet.Symbols];
    private readonly Dictionary<string, int> _ids;
    private readonly List<(int[] Symbols, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];
    private readonly List<(string Left, string Right)> _merges = [];

    private BpeTrainer() => _ids = _tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id);

    /// <param name="lines">The text to learn from.</param>
    /// <param name="size">How many tokens there may be, special tokens and the 256 bytes included.</param>
    public static BpeVocabulary Train(IEnumerable<string> lines, int size)
    {
        var trainer = new BpeTrainer();
        trainer.Count(lines);
        while (trainer._tokens.Count < size && trainer.Best() is { } pair)
        {
            trainer.Merge(pair);
        }

        var specials = SpecialTokens.All.ToDictionary(token => token, token => trainer._ids[token]);
        return new BpeVocabulary(
            trainer._ids.Where(entry => !specials.ContainsKey(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value),
            trainer._merges,
            specials);
    }

    private void Count(IEnumerable<string> lines)
    {
        var words = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string piece in lines.SelectMany(WordSplitter.Split))
        {
            words[piece] = words.GetValueOrDefault(piece) + 1;
        }

        foreach (var (piece, count) in words.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            _words.Add(([.. ByteAlphabet.ToSymbols(piece).Select(symbol => _ids[symbol.ToString()])], count));
            AddPairs(_words.Count - 1, 1);
        }
    }

    private (int Left, int Right)? Best()
    {
        (int Left, int Right)? best = null;
        long most = LeastCount - 1;
        foreach (var (pair, count) in _counts)
        {
            if ((count > most || (count == most && best is { } other && pair.CompareTo(other) < 0)) && !SpellsSpecial(pair))
            {
                (best, most) = (pair, count);
            }
        }

        return best;
    }

    // Text that reads like a special token must not become one.
    private bool SpellsSpecial((int Left, int Right) pair) => SpecialTokens.All.Contains(_tokens[pair.Left] + _tokens[pair.Right]);

    private void Merge((int Left, int Right) pair)
    {
        string joined = _tokens[pair.Left] + _tokens[pair.Right];
        _merges.Add((_tokens[pair.Left], _tokens[pair.Right]));
        // Two different pairs may spell the same token; it keeps its first id.
        if (!_ids.TryGetValue(joined, out int id))
        {
            id = _tokens.Count;
            _tokens.Add(joined);
            _ids.Add(joined, id);
        }

        foreach (int word in _places[pair].ToArray())
        {
            AddPairs(word, -1);
            _words[word] = (Joined(_words[word].Symbols, pair, id), _words[word].Count);
            AddPairs(word, 1);
        }
    }

    private void AddPairs(int word, int sign)
    {
        var (symbols, count) = _words[word];
        for (int i = 0; i + 1 < symbols.Length; i++)
        {
            var pair = (symbols[i], symbols[i + 1]);
            long sum = _counts.GetValueOrDefault(pair) + (sign * count);
            if (sum == 0)
            {
                _counts.Remove(pair);
                _places.Remove(pair);
                continue;
            }

            _counts[pair] = sum;
            if (sign > 0)
            {
                if (!_places.TryGetValue(pair, out var places))
                {
                    _places.Add(pair, places = []);
                }

                places.Add(word);
            }
        }
    }

    private static int[] Joined(int[] symbols, (int Left, int Right) pair, int id)
    {
        var result = new List<int>(symbols.Length);
        for (int i = 0; i < symbols.Length; i++)
        {
            bool match = i + 1 < symbols.Length && symbols[i] == pair.Left && symbols[i + 1] == pair.Right;
            result.Add(match ? id : symbols[i]);
            i += match ? 1 : 0;
        }

        return [.. result];
    }
}
