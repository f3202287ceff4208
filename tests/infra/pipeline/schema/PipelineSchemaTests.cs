using System.Text.Json.Nodes;

namespace Rampart.Pipeline.Tests;

public sealed class PipelineSchemaTests
{
    static readonly JsonNode Schema = JsonNode.Parse(PipelineSchema.Write(SampleKinds.Catalog))!;

    static JsonNode Training => Schema["$defs"]!["kind-training"]!;

    [Fact]
    public void Every_knob_has_its_type_description_range_and_default()
    {
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"type":"integer","minimum":1,"maximum":1000000,"description":"Optimizer steps."}"""), Training["properties"]!["steps"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"enum":["constant","cosine-decay"],"description":"How the rate changes.","default":"cosine-decay"}"""), Training["properties"]!["schedule"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"anyOf":[{"type":"number","exclusiveMinimum":0,"maximum":1},{"$ref":"#/$defs/fraction"}],"description":"Learning rate.","default":0.01}"""),
            Training["properties"]!["rate"]));
    }

    [Fact]
    public void Required_knobs_are_required_and_unknown_ones_refused()
    {
        Assert.Equal(["kind", "data", "objective", "steps"], Training["required"]!.AsArray().Select(key => (string)key!));
        Assert.False((bool)Training["additionalProperties"]!);
    }

    [Fact]
    public void A_variant_is_chosen_by_its_name()
    {
        var variants = Training["properties"]!["objective"]!["oneOf"]!.AsArray();

        Assert.Equal(["fare", "plain"], variants.Select(variant => (string)variant!["properties"]!["name"]!["const"]!));
        Assert.Equal(["name", "epsilon"], variants[0]!["required"]!.AsArray().Select(key => (string)key!));
    }

    [Fact]
    public void Rounds_take_the_kinds_but_no_rounds()
    {
        Assert.Equal(["preprocessing", "training"], Schema["$defs"]!["round"]!["properties"]!["kind"]!["enum"]!.AsArray().Select(kind => (string)kind!));
        Assert.Equal("#/$defs/round", (string)Schema["$defs"]!["kind-rounds"]!["properties"]!["stages"]!["additionalProperties"]!["$ref"]!);
    }

    [Fact]
    public void Every_reference_within_the_schema_leads_somewhere()
    {
        var text = PipelineSchema.Write(SampleKinds.Catalog);
        foreach (var target in text.Split("\"#/$defs/").Skip(1).Select(rest => rest.Split('"')[0]))
        {
            Assert.NotNull(Schema["$defs"]![target]);
        }
        Assert.EndsWith("}\n", text);
    }
}
