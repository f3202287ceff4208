using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline;

/// <summary>
/// The JSON schema (draft 2020-12) of pipeline files, made from the same records that bind them, so that editors complete, explain and
/// check what <see cref="PipelineReader"/> accepts. A file names it in its first line: <c># yaml-language-server: $schema=PATH</c>.
/// </summary>
public static class PipelineSchema
{
    const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    /// <summary>The schema's text, indented, ended by a line feed; the same catalog gives the same text.</summary>
    public static string Write(StageCatalog catalog)
    {
        var records = new RecordSchema();
        var kinds = catalog.Kinds.ToList();
        var header = records.Properties(typeof(PipelineHeader));
        header.Add(PipelineHeader.Stages, Group("stage", "The stages by name. They run as soon as what they refer to has finished."));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "pipeline.yaml",
            ["description"] = "A Rampart pipeline: named stages that refer to each other.",
            ["type"] = "object",
            ["properties"] = header,
            ["required"] = new JsonArray("name", PipelineHeader.Stages),
            ["additionalProperties"] = false,
        };
        var definitions = new JsonObject
        {
            ["stage"] = Choice([.. kinds.Select(kind => kind.Kind), RoundsParameters.Kind]),
            ["round"] = Choice([.. kinds.Select(kind => kind.Kind)]),
            [KindName(RoundsParameters.Kind)] = Rounds(records),
        };
        foreach (var kind in kinds)
        {
            var stage = Stage(records.Record(kind.Parameters), kind.Kind, kind.Description);
            foreach (var (key, value) in records.Properties(typeof(StageCompute)))
            {
                stage["properties"]!.AsObject().Add(key, value!.DeepClone());
            }
            definitions[KindName(kind.Kind)] = stage;
        }
        foreach (var (name, value) in records.Fraction())
        {
            definitions[name] = value;
        }
        schema["$defs"] = definitions;
        var options = new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return schema.ToJsonString(options) + "\n";
    }

    static JsonObject Rounds(RecordSchema records)
    {
        var rounds = Stage(
            records.Record(typeof(RoundsParameters)),
            RoundsParameters.Kind,
            "Repeats a group of stages. Inside, \"previous\" means the last stage of the round before, and names mean stages of the same round first.");
        rounds["properties"]!.AsObject().Add(RoundsParameters.Group, Group("round", "The stages of one round."));
        rounds["required"]!.AsArray().Add(RoundsParameters.Group);
        return rounds;
    }

    static JsonObject Stage(JsonObject record, string kind, string description)
    {
        var properties = record["properties"]!.AsObject();
        properties.Insert(0, "kind", new JsonObject { ["const"] = kind });
        record["required"]!.AsArray().Insert(0, "kind");
        if (description.Length > 0)
        {
            record["description"] = description;
        }
        return record;
    }

    static JsonObject Group(string definition, string description) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["minProperties"] = 1,
        ["propertyNames"] = new JsonObject { ["pattern"] = NamePattern },
        ["additionalProperties"] = Reference(definition),
    };

    // The kind chooses its branch, so that an editor reports mistakes of that kind only, not of all of them.
    static JsonObject Choice(IReadOnlyList<string> kinds) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. kinds]) } },
        ["required"] = new JsonArray("kind"),
        ["oneOf"] = new JsonArray([.. kinds.Select(kind => Reference(KindName(kind)))]),
    };

    static string KindName(string kind) => "kind-" + kind;

    static JsonObject Reference(string definition) => new() { ["$ref"] = "#/$defs/" + definition };
}
