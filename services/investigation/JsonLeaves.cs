using System.Globalization;
using System.Text.Json;

namespace Rampart.Investigation;

/// <summary>JSON as a flat list of values with their paths, such as <c>optimizer.learning_rate</c> or <c>layers[2]</c>.</summary>
static class JsonLeaves
{
    /// <summary>Every value that is no object or array; empty ones of these as well.</summary>
    public static IEnumerable<(string Path, string Value)> Of(JsonElement value) => Of("", value);

    static IEnumerable<(string Path, string Value)> Of(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.GetPropertyCount() > 0 =>
            value.EnumerateObject().SelectMany(property => Of(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            value.EnumerateArray().SelectMany((element, index) => Of(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), element)),
        JsonValueKind.String => [(path, value.GetString()!)],
        _ => [(path, value.GetRawText())],
    };
}
