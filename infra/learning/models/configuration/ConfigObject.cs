using System.Text.Json;

namespace Rampart.Learning.Models;

/// <summary>One JSON object of a model configuration: absent keys mean defaults, values of the wrong kind or range are refused by name.</summary>
internal sealed class ConfigObject
{
    private const int MaxLength = 1 << 20;
    private readonly JsonElement _element;
    private readonly string _where;

    public ConfigObject(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ModelConfigException($"{where}: expected a JSON object, found {element.ValueKind}.");
        }

        _element = element;
        _where = where;
    }

    public static ConfigObject Parse(string json, string where)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw new ModelConfigException($"{where}: {json.Length} characters; a model configuration has at most {MaxLength}.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return new ConfigObject(document.RootElement.Clone(), where);
        }
        catch (JsonException error)
        {
            throw new ModelConfigException($"{where}: not valid JSON: {error.Message}", error);
        }
    }

    public int Count(string key, int fallback, int least = 1, int most = 1 << 24)
    {
        int value = fallback;
        if (Find(key) is { } element && !(element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out value)))
        {
            throw Wrong(key, element, $"an integer of {least} to {most}");
        }

        return value >= least && value <= most
            ? value
            : throw new ModelConfigException($"{_where}: '{key}' is {value}; give an integer of {least} to {most}.");
    }

    public double Positive(string key, double fallback)
    {
        double value = fallback;
        if (Find(key) is { } element && !(element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out value)))
        {
            throw Wrong(key, element, "a positive number");
        }

        return value > 0 && double.IsFinite(value)
            ? value
            : throw new ModelConfigException($"{_where}: '{key}' is {value}; give a positive, finite number.");
    }

    public double AtLeastZero(string key, double fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } element when element.TryGetDouble(out double value) && value >= 0 && double.IsFinite(value) => value,
        { } other => throw Wrong(key, other, "a finite number of at least 0"),
    };

    public double Share(string key, double fallback)
    {
        double value = fallback;
        if (Find(key) is { } element && !(element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out value)))
        {
            throw Wrong(key, element, "a share of 0 to below 1");
        }

        return value >= 0 && value < 1 ? value : throw new ModelConfigException($"{_where}: '{key}' is {value}; give a share of 0 to below 1.");
    }

    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw Wrong(key, other, "true or false"),
    };

    public string Text(string key, string fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } element => element.GetString()!,
        { } other => throw Wrong(key, other, "a string"),
    };

    public string OneOf(string key, string fallback, params string[] allowed)
    {
        string value = Text(key, fallback);
        return allowed.Contains(value, StringComparer.Ordinal)
            ? value
            : throw new ModelConfigException($"{_where}: '{key}' is '{value}'; known are {string.Join(", ", allowed)}.");
    }

    public IReadOnlyList<double> Numbers(string key, IReadOnlyList<double> fallback)
    {
        if (Find(key) is not { } element)
        {
            return fallback;
        }

        if (element.ValueKind != JsonValueKind.Array || element.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Number))
        {
            throw Wrong(key, element, "a list of numbers");
        }

        return [.. element.EnumerateArray().Select(item => item.GetDouble())];
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is not { } element)
        {
            return [];
        }

        if (element.ValueKind != JsonValueKind.Array || element.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw Wrong(key, element, "a list of strings");
        }

        return [.. element.EnumerateArray().Select(item => item.GetString()!)];
    }

    public IReadOnlyList<int> Counts(string key)
    {
        IReadOnlyList<double> numbers = Numbers(key, []);
        return numbers.All(number => number is >= 0 and <= int.MaxValue && number == Math.Floor(number))
            ? [.. numbers.Select(number => (int)number)]
            : throw Error(key, "holds something else than integers of at least 0; write those.");
    }

    public ConfigObject? Object(string key) => Find(key) is { } element ? new ConfigObject(element, $"{_where}.{key}") : null;

    public string? Json(string key) => Find(key)?.GetRawText();

    public bool Has(string key) => Find(key) is not null;

    public ModelConfigException Error(string key, string problem) => new($"{_where}: '{key}' {problem}");

    private JsonElement? Find(string key) =>
        _element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private ModelConfigException Wrong(string key, JsonElement found, string expected)
    {
        string text = found.GetRawText();
        return new($"{_where}: '{key}' is {(text.Length > 60 ? text[..60] + "..." : text)}; give {expected}.");
    }
}
