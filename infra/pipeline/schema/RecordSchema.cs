using System.Text.Json.Nodes;
using Rampart.Pipeline.Binding;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline;

/// <summary>Writes the schema of parameters records.</summary>
sealed class RecordSchema
{
    const string FractionName = "fraction";

    /// <summary>The schema of a record, or of the variants that it may be.</summary>
    public JsonObject Record(Type type)
    {
        var shape = RecordShape.Of(type);
        if (shape.Variants.Count > 0)
        {
            var variants = shape.Variants.OrderBy(variant => variant.Key, StringComparer.Ordinal).Select(Variant);
            return new JsonObject { ["oneOf"] = new JsonArray([.. variants]) };
        }
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = Properties(type),
            ["required"] = new JsonArray([.. shape.Knobs.Where(knob => knob.Required).Select(knob => JsonValue.Create(knob.Key))]),
            ["additionalProperties"] = false,
        };
        Describe(schema, shape.Description);
        return schema;
    }

    /// <summary>The schemas of a record's knobs by key.</summary>
    public JsonObject Properties(Type type)
    {
        var properties = new JsonObject();
        foreach (var knob in RecordShape.Of(type).Knobs)
        {
            var schema = Value(knob.Type, knob);
            if (knob.Description.Length > 0)
            {
                schema["description"] = knob.Description;
            }
            if (!knob.Required && knob.Default is { } value)
            {
                schema["default"] = JsonNode.Parse(ParameterJson.Write(value, knob.Type).GetRawText());
            }
            properties.Add(knob.Key, knob.Nullable ? Optional(schema) : schema);
        }
        return properties;
    }

    /// <summary>The definition that real numbers refer to.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Fraction() =>
    [
        new(FractionName, new JsonObject
        {
            ["description"] = "A number written as a fraction, for example 8/255.",
            ["type"] = "string",
            ["pattern"] = @"^-?[0-9]+(\.[0-9]+)?/[0-9]+(\.[0-9]+)?$",
        }),
    ];

    JsonNode Variant(KeyValuePair<string, Type> variant)
    {
        var schema = Record(variant.Value);
        schema["properties"]!.AsObject().Insert(0, VariantAttribute.Discriminator, new JsonObject { ["const"] = variant.Key });
        schema["required"]!.AsArray().Insert(0, VariantAttribute.Discriminator);
        return schema;
    }

    JsonObject Value(Type type, Knob knob)
    {
        if (ValueKind.IsList(type, out var element))
        {
            return Counted(new JsonObject { ["type"] = "array", ["items"] = Value(element, knob) }, knob, "minItems", "maxItems");
        }
        if (ValueKind.IsDictionary(type, out var inner))
        {
            return Counted(new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(inner, knob) }, knob, "minProperties", "maxProperties");
        }
        if (type.IsEnum)
        {
            return new JsonObject { ["enum"] = new JsonArray([.. ValueKind.Words(type).Select(known => JsonValue.Create(known.Word))]) };
        }
        if (type == typeof(string))
        {
            return new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        }
        if (type == typeof(bool))
        {
            return new JsonObject { ["type"] = "boolean" };
        }
        if (ValueKind.IsWhole(type))
        {
            return Bounded(new JsonObject { ["type"] = "integer" }, knob.Bounds);
        }
        return ValueKind.IsReal(type)
            ? new JsonObject { ["anyOf"] = new JsonArray(Bounded(new JsonObject { ["type"] = "number" }, knob.Bounds), Fractional()) }
            : Record(type);
    }

    static JsonObject Fractional() => new() { ["$ref"] = "#/$defs/" + FractionName };

    static JsonObject Optional(JsonObject schema)
    {
        var optional = new JsonObject();
        Describe(optional, (string?)schema["description"] ?? "");
        schema.Remove("description");
        optional["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" });
        return optional;
    }

    static JsonObject Bounded(JsonObject schema, BoundsAttribute? bounds)
    {
        if (bounds is not null)
        {
            schema[bounds.Above ? "exclusiveMinimum" : "minimum"] = Number(bounds.Least);
            if (double.IsFinite(bounds.Most))
            {
                schema["maximum"] = Number(bounds.Most);
            }
        }
        return schema;
    }

    static JsonNode Number(double value) => JsonNode.Parse(EcmaNumber.Text(value))!;

    static JsonObject Counted(JsonObject schema, Knob knob, string least, string most)
    {
        if (knob.Count is { } count)
        {
            schema[least] = count.Least;
            schema[most] = count.Most;
        }
        return schema;
    }

    static void Describe(JsonObject schema, string description)
    {
        if (description.Length > 0)
        {
            schema["description"] = description;
        }
    }
}
