using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>How safety modules steer answers: a hint in the prompt of an image that is taken for a risk ("condition tuning").</summary>
/// <param name="Threshold">An image is taken for a risk when both classifiers give "no risk" less than 1 - this, in (0, 1).</param>
/// <param name="Hints">The hint's tokens by level (from 1 on) and type ("safe" left out), level by level; empty for no hints.</param>
public sealed record SafetyControl(double Threshold, IReadOnlyList<IReadOnlyList<int>> Hints)
{
    /// <summary>The object kept in a model's configuration.</summary>
    public JsonObject ToJson() => new()
    {
        ["threshold"] = Threshold,
        ["hints"] = new JsonArray([.. Hints.Select(hint => (JsonNode)string.Join(' ', hint))]),
    };

    /// <summary>The tokens of the hint for a level and type; none for level 0 or the last type.</summary>
    internal IReadOnlyList<int> Hint(int level, int type, int types) =>
        Hints.Count == 0 || level == 0 || type == types - 1 ? [] : Hints[((level - 1) * (types - 1)) + type];

    internal static SafetyControl Read(ConfigObject source) => new(
        source.Share("threshold", 0.5),
        [.. source.Texts("hints").Select(hint => (IReadOnlyList<int>)[.. hint.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Id(source, word))])]);

    internal string? Problem(int levels, int types, int vocabulary) => this switch
    {
        { Threshold: <= 0 or >= 1 or double.NaN } => $"'threshold' is {Threshold}; give a number between 0 and 1.",
        { Hints.Count: > 0 } when Hints.Count != (levels - 1) * (types - 1) => $"{Hints.Count} hints for {levels - 1} levels and {types - 1} types; give one for each.",
        _ when Hints.Any(hint => hint.Any(token => token < 0 || token >= vocabulary)) => $"a hint holds a token outside the vocabulary of {vocabulary}.",
        _ => null,
    };

    private static int Id(ConfigObject source, string word) =>
        int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int id)
            ? id
            : throw source.Error("hints", $"holds '{(word.Length > 20 ? word[..20] : word)}', which is no token id.");
}
