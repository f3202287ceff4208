namespace Rampart.Pipeline.Tests;

public sealed class RoundsTests
{
    const string Text =
        """
        name: rounds
        stages:
          images: { kind: preprocessing, splits: { train: 5 } }
          base: { kind: training, data: images/train, objective: { name: plain }, steps: 1 }
          adpo:
            kind: rounds
            rounds: 3
            from: base
            stages:
              first: { kind: training, data: images/train, model: previous, objective: { name: plain }, steps: 2 }
              base: { kind: training, data: images/train, model: first, objective: { name: plain }, steps: 3 }
          after: { kind: training, data: images/train, model: adpo, objective: { name: plain }, steps: 4 }
          middle: { kind: training, data: images/train, model: adpo/2, objective: { name: plain }, steps: 5 }
          inside: { kind: training, data: images/train, model: adpo/1/first, objective: { name: plain }, steps: 5 }
        publish: adpo
        """;

    static string ModelOf(PipelineDefinition pipeline, string stage) =>
        pipeline.Stages.Single(item => item.Name == stage).Links.Single(link => link.Part is null).Stage;

    [Fact]
    public void Rounds_become_flat_stages_each_starting_from_the_last_stage_of_the_round_before()
    {
        var pipeline = SampleKinds.Read(Text);

        Assert.Equal(
            ["images", "base", "adpo/1/first", "adpo/1/base", "adpo/2/first", "adpo/2/base", "adpo/3/first", "adpo/3/base", "after", "middle", "inside"],
            pipeline.Stages.Select(stage => stage.Name));
        Assert.Equal("base", ModelOf(pipeline, "adpo/1/first"));
        Assert.Equal("adpo/1/base", ModelOf(pipeline, "adpo/2/first"));
        Assert.Equal("adpo/2/base", ModelOf(pipeline, "adpo/3/first"));
    }

    [Fact]
    public void A_name_inside_a_round_means_a_stage_of_the_same_round_first()
    {
        var text = Text.Replace("model: first", "model: base");

        Assert.Contains("adpo/1/base -> adpo/1/base", Assert.Single(SampleKinds.Problems(text)));
    }

    [Fact]
    public void Outside_a_group_stands_for_the_end_of_its_last_round_and_a_round_for_its_own_end()
    {
        var pipeline = SampleKinds.Read(Text);

        Assert.Equal("adpo/3/base", ModelOf(pipeline, "after"));
        Assert.Equal("adpo/2/base", ModelOf(pipeline, "middle"));
        Assert.Equal("adpo/1/first", ModelOf(pipeline, "inside"));
        Assert.Equal("adpo/3/base", pipeline.Publish);
    }

    [Fact]
    public void The_resolved_copy_keeps_the_rounds_and_reads_back_to_itself()
    {
        var resolved = SampleKinds.Read(Text, "adpo.rounds=2", "adpo.first.steps=9", "adpo.stages.base.rate=0.5").ResolvedYaml;

        Assert.Contains("    rounds: 2\n    from: base\n    stages:\n      first:\n        kind: training\n", resolved);
        Assert.Contains("steps: 9", resolved);
        Assert.Equal(resolved, SampleKinds.Read(resolved).ResolvedYaml);
    }

    [Theory]
    [InlineData("from: base", "from: bas", "pipeline.yaml:8:11 \"from\" in stage \"adpo\" names the unknown stage \"bas\"; did you mean \"base\"?")]
    [InlineData("from: base", "from: images", "pipeline.yaml:10:59 \"model\" in stage \"adpo/first\" names \"images\", a stage of kind preprocessing. Name one of kind training.")]
    [InlineData("rounds: 3", "rounds: 0", "pipeline.yaml:7:13 \"rounds\" in stage \"adpo\" is 0; allowed is 1 to 1000 rounds.")]
    [InlineData("      first:", "      previous:", "pipeline.yaml:10:7 no stage of \"adpo\" can be called \"previous\": that word means the round before. Rename it.")]
    [InlineData("model: adpo,", "model: previous,", "pipeline.yaml:12:55 \"model\" in stage \"after\" names the unknown stage \"previous\"; known are adpo, after, base, images, inside, middle.")]
    public void A_mistake_in_rounds_is_told_once(string old, string replacement, string message) =>
        Assert.Equal([message], SampleKinds.Problems(Text.Replace(old, replacement)).Take(1));
}
