using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Rampart.Deploy.Tests;

/// <summary>A JSON schema beside the tests, written as YAML. It knows the fields that the files use and refuses all others, so a misspelt one is found.</summary>
sealed class SchemaFile(string name)
{
    readonly Lazy<JsonSchema> _schema = new(() => Read(Path.Combine(AppContext.BaseDirectory, "schemas", name)));

    /// <summary>What is wrong with a document.</summary>
    /// <param name="where">How the report calls the document.</param>
    /// <param name="document">The document.</param>
    /// <param name="definition">The definition that it must keep; the whole schema unless given.</param>
    public IEnumerable<string> Problems(string where, JsonNode document, string? definition = null)
    {
        JsonSchema? schema = definition is null ? _schema.Value : _schema.Value.Definitions.TryGetValue(definition, out JsonSchema? found) ? found : null;
        return schema is null ? [$"{where}: the schema has no {definition}"] : schema.Validate(document.ToJsonString()).SelectMany(error => Texts(where, error));
    }

    static JsonSchema Read(string path)
    {
        JsonObject schema = YamlDocuments.Read(File.ReadAllText(path)).Single();
        foreach (JsonObject part in schema.Objects().Where(part => part["properties"] is JsonObject && !part.ContainsKey("additionalProperties")))
        {
            part["type"] = "object";
            part["additionalProperties"] = false;
        }
        return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
    }

    static IEnumerable<string> Texts(string where, ValidationError error) => error is ChildSchemaValidationError child
        ? child.Errors.SelectMany(entry => entry.Value).SelectMany(nested => Texts(where, nested))
        : [$"{where}: {error.Kind} at {error.Path}"];
}
