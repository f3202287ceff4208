using System.Text.Json;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Tests;

public sealed class ParameterJsonTests
{
    [Fact]
    public void A_record_goes_to_json_and_back_with_its_variants_and_words()
    {
        var fare = (TrainingKnobs)SampleKinds.Read(SampleKinds.Valid).Stages[2].Parameters;

        var json = ParameterJson.Write(fare);
        var again = ParameterJson.Read<TrainingKnobs>(json);

        Assert.Equal("fare", json.GetProperty("objective").GetProperty("name").GetString());
        Assert.Equal("cosine-decay", json.GetProperty("schedule").GetString());
        Assert.Equal(fare.Objective, again.Objective);
        Assert.Equal(json.GetRawText(), ParameterJson.Write(again).GetRawText());
    }

    [Theory]
    [InlineData("""{"name":"fare"}""")]
    [InlineData("""{"name":"fare","epsilon":0.1,"epsilo":0.1}""")]
    [InlineData("""{"name":"fear","epsilon":0.1}""")]
    [InlineData("""{"name":"fare","epsilon":"0.1"}""")]
    [InlineData("null")]
    public void A_knob_that_is_missing_unknown_or_of_another_type_is_refused(string json) =>
        Assert.Throws<JsonException>(() => ParameterJson.Read<Objective>(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void A_knob_that_was_added_later_is_written_only_when_it_says_something()
    {
        Assert.Equal("""{"steps":3}""", ParameterJson.Write(new Grown { Steps = 3 }).GetRawText());
        Assert.Equal(new Grown { Steps = 3 }, ParameterJson.Read<Grown>(JsonDocument.Parse("""{"steps":3}""").RootElement));

        var grown = new Grown { Steps = 3, Share = 0.25, Word = "a" };
        Assert.Equal("""{"steps":3,"share":0.25,"word":"a"}""", ParameterJson.Write(grown).GetRawText());
        Assert.Equal(grown, ParameterJson.Read<Grown>(ParameterJson.Write(grown)));
    }

    sealed record Grown
    {
        public required int Steps { get; init; }

        [AddedLater]
        public double Share { get; init; } = 0.5;

        [AddedLater]
        public string? Word { get; init; }
    }
}
