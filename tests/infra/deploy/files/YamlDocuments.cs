using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rampart.Deploy.Tests;

/// <summary>YAML as JSON, with the types of YAML's core schema, which Kubernetes and compose use; anchors and merge keys are resolved.</summary>
static class YamlDocuments
{
    const string MergeKey = "<<";

    /// <summary>The documents of a file.</summary>
    /// <exception cref="YamlException">It is not YAML, or a key stands twice.</exception>
    public static IEnumerable<JsonObject> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Convert(document.RootNode)).OfType<JsonObject>()];
    }

    static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Convert(mapping),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Convert)]),
        YamlScalarNode scalar => Convert(scalar),
        _ => throw new NotSupportedException($"YAML has a {node.NodeType} at {node.Start}."),
    };

    static JsonObject Convert(YamlMappingNode mapping)
    {
        var result = new JsonObject();
        // What is merged in comes first, and what the mapping says itself replaces it.
        foreach ((YamlNode key, YamlNode value) in mapping.Where(pair => IsMerge(pair.Key)).Concat(mapping.Where(pair => !IsMerge(pair.Key))))
        {
            if (IsMerge(key))
            {
                foreach ((string name, JsonNode? merged) in (JsonObject)Convert(value)!)
                {
                    result[name] = merged?.DeepClone();
                }
            }
            else
            {
                result[((YamlScalarNode)key).Value!] = Convert(value);
            }
        }
        return result;
    }

    static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: MergeKey };

    static JsonValue? Convert(YamlScalarNode scalar)
    {
        string text = scalar.Value!;
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }
        return text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => JsonValue.Create(real),
            _ => JsonValue.Create(text),
        };
    }
}
