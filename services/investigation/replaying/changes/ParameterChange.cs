using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Pipeline;

namespace Rampart.Investigation.Replaying;

/// <summary>Changes one knob of an item's parameters.</summary>
static class ParameterChange
{
    /// <summary>The parameters with one value changed.</summary>
    /// <param name="parameters">A JSON object.</param>
    /// <param name="change"><c>path=value</c>, for example <c>objective.beta=0.2</c>; list elements are numbered from 0.</param>
    /// <exception cref="InvestigationException">There is no such knob, or it takes another kind of value.</exception>
    public static JsonElement Apply(JsonElement parameters, string change)
    {
        int equals = change.IndexOf('=');
        if (equals <= 0)
        {
            throw new InvestigationException($"--set \"{change}\" is not of the form path=value. Write, for example, --set objective.beta=0.2.");
        }
        (string path, string text) = (change[..equals].Trim(), change[(equals + 1)..].Trim());
        List<string> known = [.. Paths(parameters, "")];
        if (!known.Contains(path))
        {
            throw new InvestigationException($"The item has no parameter \"{path}\"{Nearest.Hint(path, known)}");
        }
        JsonNode root = JsonNode.Parse(parameters.GetRawText())!;
        string[] steps = path.Split('.');
        JsonNode owner = steps[..^1].Aggregate(root, (node, step) => Child(node, step)!);
        JsonNode? value = Value(Child(owner, steps[^1]), text, path);
        if (owner is JsonArray list)
        {
            list[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            owner.AsObject()[steps[^1]] = value;
        }
        return JsonSerializer.SerializeToElement(root);
    }

    static JsonNode? Child(JsonNode node, string step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node[step];

    static IEnumerable<string> Paths(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Paths(property.Value, Join(path, property.Name))),
        JsonValueKind.Array => value.EnumerateArray().Index().SelectMany(element => Paths(element.Item, Join(path, element.Index.ToString(CultureInfo.InvariantCulture)))),
        _ => [path],
    };

    static string Join(string path, string step) => path.Length == 0 ? step : $"{path}.{step}";

    // What a knob is now tells what it takes; one that is null takes anything.
    static JsonNode? Value(JsonNode? now, string text, string path)
    {
        JsonNode? value = Parse(text);
        JsonValueKind kind = Kind(now), given = Kind(value);
        if (kind == JsonValueKind.String && given != JsonValueKind.Null)
        {
            return value is JsonValue quoted && given == JsonValueKind.String ? quoted : JsonValue.Create(text);
        }
        return kind is JsonValueKind.Null || given is JsonValueKind.Null || IsLike(kind, given)
            ? value
            : throw new InvestigationException(
                $"The parameter \"{path}\" is {now!.ToJsonString()} and can't be \"{text}\". "
                + $"Give {(kind == JsonValueKind.Number ? "a number (as 0.5, 1e-3 or 8/255)" : "true or false")}.");
    }

    static JsonNode? Parse(string text)
    {
        if (text.Split('/') is [var above, var below] && Number(above) is { } dividend && Number(below) is { } divisor and not 0)
        {
            return JsonValue.Create(dividend / divisor);
        }
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    static bool IsLike(JsonValueKind one, JsonValueKind other) => one == other || IsTruth(one) && IsTruth(other);

    static bool IsTruth(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False;
}
