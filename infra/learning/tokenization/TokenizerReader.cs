using System.Text.Json;

namespace Rampart.Learning.Tokenization;

/// <summary>Checks and reads the parts of a <c>tokenizer.json</c>; unknown keys are passed over, as the format's own readers do.</summary>
internal sealed class TokenizerReader(string source)
{
    private const int MaxTokens = 1 << 22;

    public BpeVocabulary Read(JsonElement root)
    {
        string version = Text(Need(root, "version", JsonValueKind.String, "$"));
        if (version != "1.0")
        {
            throw Error("version", $"is '{version}'; only '1.0' is known");
        }

        CheckAbsent(root, "normalizer", "$");
        CheckByteLevel(root, "pre_tokenizer");
        CheckByteLevel(root, "decoder");
        var model = Need(root, "model", JsonValueKind.Object, "$");
        CheckModel(model);
        var specials = ReadSpecials(root);
        var ids = ReadVocabulary(Need(model, "vocab", JsonValueKind.Object, "model"), specials);
        var merges = ReadMerges(Need(model, "merges", JsonValueKind.Array, "model"), ids);
        return new BpeVocabulary(ids, merges, specials, Flag(model, "ignore_merges"));
    }

    private void CheckModel(JsonElement model)
    {
        if (Find(model, "type") is { } type && Text(type) != "BPE")
        {
            throw Error("model.type", $"is '{Text(type)}'; only BPE is known");
        }

        CheckAbsent(model, "dropout", "model");
        CheckAbsent(model, "continuing_subword_prefix", "model");
        CheckAbsent(model, "end_of_word_suffix", "model");
        if (Flag(model, "byte_fallback"))
        {
            throw Error("model.byte_fallback", "is true; a byte-level vocabulary needs none");
        }
    }

    private void CheckByteLevel(JsonElement root, string key)
    {
        var part = Need(root, key, JsonValueKind.Object, "$");
        string type = Text(Need(part, "type", JsonValueKind.String, key));
        if (type != "ByteLevel")
        {
            throw Error($"{key}.type", $"is '{type}'; only ByteLevel is known");
        }

        if (key == "pre_tokenizer" && (Flag(part, "add_prefix_space") || !Flag(part, "use_regex", true)))
        {
            throw Error(key, "must have add_prefix_space false and use_regex true");
        }
    }

    private Dictionary<string, int> ReadSpecials(JsonElement root)
    {
        var specials = new Dictionary<string, int>(StringComparer.Ordinal);
        int index = 0;
        foreach (var token in Need(root, "added_tokens", JsonValueKind.Array, "$").EnumerateArray())
        {
            string where = $"added_tokens[{index++}]";
            if (token.ValueKind != JsonValueKind.Object)
            {
                throw Error(where, "is no object");
            }

            string content = Text(Need(token, "content", JsonValueKind.String, where));
            if (!specials.TryAdd(content, Id(Need(token, "id", JsonValueKind.Number, where), $"{where}.id")))
            {
                throw Error(where, $"repeats '{Shown(content)}'");
            }
        }

        foreach (string needed in SpecialTokens.All)
        {
            if (!specials.ContainsKey(needed))
            {
                throw Error("added_tokens", $"lacks '{needed}'; add it");
            }
        }

        return specials;
    }

    private Dictionary<string, int> ReadVocabulary(JsonElement vocabulary, Dictionary<string, int> specials)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var owners = new Dictionary<int, string>();
        foreach (var (token, id) in specials)
        {
            if (!owners.TryAdd(id, token))
            {
                throw Error("added_tokens", $"gives id {id} to '{Shown(owners[id])}' and to '{Shown(token)}'");
            }
        }

        foreach (var entry in vocabulary.EnumerateObject())
        {
            int id = Id(entry.Value, $"model.vocab['{Shown(entry.Name)}']");
            if (specials.TryGetValue(entry.Name, out int special) && special == id)
            {
                continue;
            }

            if (!ids.TryAdd(entry.Name, id) || !owners.TryAdd(id, entry.Name))
            {
                throw Error("model.vocab", $"has token '{Shown(entry.Name)}' or id {id} twice; each may stand once");
            }
        }

        foreach (string symbol in ByteAlphabet.Symbols)
        {
            if (!ids.ContainsKey(symbol))
            {
                throw Error("model.vocab", $"lacks the byte symbol '{symbol}'; a byte-level vocabulary has all 256");
            }
        }

        return ids;
    }

    private List<(string Left, string Right)> ReadMerges(JsonElement merges, Dictionary<string, int> ids)
    {
        var read = new List<(string Left, string Right)>();
        foreach (var merge in merges.EnumerateArray())
        {
            string where = $"model.merges[{read.Count}]";
            var (left, right) = Pair(merge, where);
            foreach (string token in new[] { left, right, left + right })
            {
                if (!ids.ContainsKey(token))
                {
                    throw Error(where, $"uses '{Shown(token)}', which is not in model.vocab");
                }
            }

            read.Add((left, right));
        }

        return read;
    }

    // New files hold pairs, old ones the two tokens with a space between.
    private (string Left, string Right) Pair(JsonElement merge, string where)
    {
        string[] parts = merge.ValueKind switch
        {
            JsonValueKind.String => merge.GetString()!.Split(' '),
            JsonValueKind.Array when merge.EnumerateArray().All(part => part.ValueKind == JsonValueKind.String) =>
                [.. merge.EnumerateArray().Take(3).Select(part => part.GetString()!)],
            _ => [],
        };
        return parts is [{ Length: > 0 } left, { Length: > 0 } right]
            ? (left, right)
            : throw Error(where, "is neither a pair of strings nor two tokens with a space between");
    }

    private void CheckAbsent(JsonElement owner, string key, string where)
    {
        if (Find(owner, key) is { } value && !(value.ValueKind == JsonValueKind.String && value.GetString() == ""))
        {
            throw Error($"{where}.{key}", "is set; this tokenizer has none. Use a plain byte-level BPE");
        }
    }

    private int Id(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int id) && id is >= 0 and < MaxTokens
            ? id
            : throw Error(where, $"is no id from 0 to {MaxTokens - 1}");

    private bool Flag(JsonElement owner, string key, bool fallback = false) => Find(owner, key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Error(key, "is neither true nor false"),
    };

    private JsonElement Need(JsonElement owner, string key, JsonValueKind kind, string where)
    {
        if (owner.ValueKind != JsonValueKind.Object)
        {
            throw Error(where, "is no object");
        }

        var value = Find(owner, key) ?? throw Error($"{where}.{key}", "is missing");
        return value.ValueKind == kind ? value : throw Error($"{where}.{key}", $"is a {value.ValueKind}, expected a {kind}");
    }

    private static JsonElement? Find(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Error("a value", $"is a {value.ValueKind}, expected a string");

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "..." : text;

    private TokenizerFormatException Error(string where, string problem) => new($"{source}: {where} {problem}.");
}
