using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Short ways into trees of JSON.</summary>
static class JsonTree
{
    /// <summary>The node at the end of these keys; null when there is none.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            node = node is JsonObject map && map.TryGetPropertyValue(key, out JsonNode? value) ? value : null;
        }
        return node;
    }

    /// <summary>The objects of the list at the end of these keys; none when there is no list.</summary>
    public static IEnumerable<JsonObject> List(this JsonNode? node, params ReadOnlySpan<string> keys) =>
        node.At(keys) is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The entries of the map at the end of these keys; none when there is no map.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Map(this JsonNode? node, params ReadOnlySpan<string> keys) =>
        node.At(keys) as JsonObject ?? [];

    /// <summary>The text of the value at the end of these keys, whatever its type; null when there is none.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> keys) => node.At(keys) is JsonValue value ? value.ToString() : null;

    /// <summary>The whole number at the end of these keys.</summary>
    public static long Number(this JsonNode? node, params ReadOnlySpan<string> keys) => node.At(keys)!.GetValue<long>();

    /// <summary>Every value in the tree, with the key that it stands under.</summary>
    public static IEnumerable<(string Key, JsonValue Value)> Values(this JsonNode? node, string key = "") => node switch
    {
        JsonValue value => [(key, value)],
        JsonArray list => list.SelectMany(item => item.Values(key)),
        JsonObject map => map.SelectMany(entry => entry.Value.Values(entry.Key)),
        _ => [],
    };

    /// <summary>Every object in the tree.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Objects),
        JsonObject map => map.SelectMany(entry => entry.Value.Objects()).Prepend(map),
        _ => [],
    };
}
