using System.Collections.Concurrent;
using System.Text;

namespace Rampart.Learning.Tokenization;

/// <summary>A byte-level byte-pair encoding: every text has tokens, and its tokens give the text back. Safe for use by several threads.</summary>
/// <remarks>Special tokens are never recognised inside text, so a question cannot smuggle one in; prompts place them by id.</remarks>
public sealed class BpeTokenizer
{
    private const int RememberedPieces = 1 << 16;
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges = [];
    private readonly Dictionary<int, byte[]> _bytes = [];
    private readonly int[] _byteIds = new int[256];
    private readonly ConcurrentDictionary<string, int[]> _pieces = new(StringComparer.Ordinal);

    internal BpeTokenizer(BpeVocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        for (int value = 0; value < 256; value++)
        {
            _byteIds[value] = vocabulary.Ids[ByteAlphabet.Symbol((byte)value).ToString()];
        }

        foreach (var (token, id) in vocabulary.Ids)
        {
            _bytes[id] = ByteAlphabet.ToBytes(token) ?? Encoding.UTF8.GetBytes(token);
        }

        foreach (var (left, right) in vocabulary.Merges)
        {
            _merges.TryAdd((vocabulary.Ids[left], vocabulary.Ids[right]), (_merges.Count, vocabulary.Ids[left + right]));
        }

        PadId = vocabulary.Specials[SpecialTokens.Pad];
        BosId = vocabulary.Specials[SpecialTokens.Bos];
        EosId = vocabulary.Specials[SpecialTokens.Eos];
        ImageId = vocabulary.Specials[SpecialTokens.Image];
        VocabularySize = vocabulary.Ids.Values.Concat(vocabulary.Specials.Values).Max() + 1;
    }

    /// <summary>The id of <see cref="SpecialTokens.Pad"/>.</summary>
    public int PadId { get; }

    /// <summary>The id of <see cref="SpecialTokens.Bos"/>.</summary>
    public int BosId { get; }

    /// <summary>The id of <see cref="SpecialTokens.Eos"/>.</summary>
    public int EosId { get; }

    /// <summary>The id of <see cref="SpecialTokens.Image"/>.</summary>
    public int ImageId { get; }

    /// <summary>One more than the largest id: the least <c>vocab_size</c> of a model.</summary>
    public int VocabularySize { get; }

    /// <summary>The merges, earlier ones first.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges => Vocabulary.Merges;

    internal BpeVocabulary Vocabulary { get; }

    /// <summary>Learns a vocabulary. Equal lines give equal tokenizers, in whatever order they come.</summary>
    /// <param name="lines">The text to learn from.</param>
    /// <param name="vocabularySize">The most tokens, at least 260: special tokens and bytes. Merging stops earlier when no pair occurs twice.</param>
    public static BpeTokenizer Train(IEnumerable<string> lines, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 256 + SpecialTokens.All.Count);
        return new BpeTokenizer(BpeTrainer.Train(lines, vocabularySize));
    }

    /// <summary>Reads a Hugging Face <c>tokenizer.json</c>.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="source">What to call it in errors.</param>
    /// <exception cref="TokenizerFormatException">It is malformed, or asks for what this tokenizer does not do.</exception>
    public static BpeTokenizer FromJson(string json, string source = "tokenizer.json") =>
        new(TokenizerFile.Read(json, source));

    /// <summary>The Hugging Face <c>tokenizer.json</c>; equal tokenizers give equal texts.</summary>
    public string ToJson() => TokenizerFile.Write(Vocabulary);

    /// <summary>The tokens of a text. Unpaired surrogates, which are no characters, become U+FFFD.</summary>
    /// <param name="text">Plain text; what looks like a special token is text.</param>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(text.Length);
        foreach (string piece in WordSplitter.Split(text))
        {
            if (!_pieces.TryGetValue(piece, out int[]? tokens))
            {
                tokens = Merged(piece);
                if (_pieces.Count < RememberedPieces)
                {
                    _pieces.TryAdd(piece, tokens);
                }
            }

            ids.AddRange(tokens);
        }

        return [.. ids];
    }

    /// <summary>The text of tokens. Special tokens, and ids that the vocabulary lacks, give nothing; broken UTF-8 gives U+FFFD.</summary>
    /// <param name="tokens">Token ids.</param>
    public string Decode(IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var bytes = new List<byte>();
        foreach (int token in tokens)
        {
            if (_bytes.TryGetValue(token, out byte[]? part))
            {
                bytes.AddRange(part);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private int[] Merged(string piece)
    {
        if (Vocabulary.IgnoreMerges && Vocabulary.Ids.TryGetValue(ByteAlphabet.ToSymbols(piece), out int whole))
        {
            return [whole];
        }

        return PairMerging.Apply([.. Encoding.UTF8.GetBytes(piece).Select(value => _byteIds[value])], _merges);
    }
}
