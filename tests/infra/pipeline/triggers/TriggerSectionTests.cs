using Rampart.Pipeline.Triggers;

namespace Rampart.Pipeline.Tests.Triggers;

public sealed class TriggerSectionTests
{
    const string Section = """
        triggers:
          on:
            - { name: data-arrived, place: /incoming, prefix: fashion- }
            - { name: schedule, cron: "0 3 * * 1-5", zone: Europe/Berlin }
            - { name: run-finished, pipeline: prepare }
            - { name: metric-dropped, pipeline: monitor, model: live, task: zero-shot, reference: clip@production, tolerance: 0.02 }
          minimum_samples: 1000
          quorum: 2
          shards: ["camera-1/*"]
          marker: _COMPLETE
          debounce_seconds: 60
          quiet_hours: { from: "22:00", until: "06:00" }

        """;

    static string With(string section) => section + SampleKinds.Valid;

    [Fact]
    public void Every_trigger_and_rule_is_bound_and_the_resolved_copy_reads_back_to_itself()
    {
        PipelineDefinition pipeline = SampleKinds.Read(With(Section));
        TriggerParameters triggers = pipeline.Triggers!;

        Assert.Equal(
            [typeof(DataArrived), typeof(Pipeline.Triggers.Schedule), typeof(UpstreamFinished), typeof(MetricDropped)], triggers.On.Select(source => source.GetType()));
        Assert.Equal((1000, 2, "_COMPLETE", 60, 86_400), (triggers.MinimumSamples, triggers.Quorum, triggers.Marker, triggers.DebounceSeconds, triggers.MaximumWaitSeconds));
        Assert.Equal("22:00", triggers.QuietHours!.From);
        Assert.Equal(pipeline.ResolvedYaml, SampleKinds.Read(pipeline.ResolvedYaml).ResolvedYaml);
    }

    [Fact]
    public void Triggers_change_no_stage()
    {
        PipelineDefinition with = SampleKinds.Read(With(Section)), without = SampleKinds.Read(SampleKinds.Valid);
        Assert.Equal(without.Stages.Select(stage => (stage.Name, stage.Kind, stage.Seed)), with.Stages.Select(stage => (stage.Name, stage.Kind, stage.Seed)));
        Assert.Null(without.Triggers);
        Assert.DoesNotContain("triggers", without.ResolvedYaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_can_be_overridden() =>
        Assert.Equal(5, SampleKinds.Read(With(Section), "triggers.debounce_seconds=5").Triggers!.DebounceSeconds);

    [Theory]
    [InlineData("on: []", "has 0 elements; allowed are 1 to 32")]
    [InlineData("on: [{ name: data-arived, place: /x }]", "did you mean \"data-arrived\"?")]
    [InlineData("on: [{ name: data-arrived }]", "it says nowhere to look")]
    [InlineData("on: [{ name: data-arrived, place: /x, stage: images }]", "it names both a stage and a place")]
    [InlineData("on: [{ name: data-arrived, stage: imges }]", "names the unknown stage \"imges\"; did you mean \"images\"?")]
    [InlineData("on: [{ name: data-arrived, stage: images }]", "at whose source no files arrive")]
    [InlineData("on: [{ name: data-arrived, place: /x, prefix: ../y }]", "leaves the place")]
    [InlineData("on: [{ name: data-arrived, place: \"https://a.blob.core.windows.net/c?sig=s\" }]", "without secrets")]
    [InlineData("on: [{ name: data-arrived, place: \"https://a.blob.core.windows.net/\" }]", "is not the address of a container")]
    [InlineData("on: [{ name: data-arrived, place: /x, poll_seconds: -1 }]", "allowed is 0 to 86400")]
    [InlineData("on: [{ name: schedule, cron: \"0 25 * * *\" }]", "is not a schedule")]
    [InlineData("on: [{ name: schedule, cron: \"0 3 * * *\", zone: Mars/Olympus }]", "knows no time zone \"Mars/Olympus\"")]
    [InlineData("on: [{ name: run-finished, pipeline: \"a b\" }]", "is not the name of a pipeline")]
    [InlineData("on: [{ name: metric-dropped, pipeline: m, model: a, task: b }]", "it must say what is too low")]
    [InlineData("on: [{ name: metric-dropped, pipeline: m, model: a, task: b, reference: Clip@x }]", "names no version of a model")]
    [InlineData("on: [{ name: metric-dropped, pipeline: m, model: a, task: b, below: 0.5, epsilon: 8/255 }]", "clean images have no radius")]
    [InlineData("{ on: [{ name: schedule, cron: \"0 3 * * *\" }], quorum: 2 }", "no data is watched")]
    [InlineData("{ on: [{ name: data-arrived, place: /x }], marker: a/b }", "is not the name of a file")]
    [InlineData("{ on: [{ name: data-arrived, place: /x }], debounce_seconds: 60, maximum_wait_seconds: 30 }", "it never counts")]
    [InlineData("{ on: [{ name: data-arrived, place: /x }], quiet_hours: { from: \"22:00\", until: \"24:30\" } }", "\"24:30\" is not a time of day")]
    [InlineData("{ on: [{ name: data-arrived, place: /x }], quiet_hours: { from: \"22:00\", until: \"22:00\" } }", "begins and ends at the same time")]
    public void A_mistake_is_told_with_its_place(string section, string message)
    {
        string text = With(section.StartsWith('{') ? $"triggers: {section}\n" : $"triggers:\n  {section}\n");
        string problem = Assert.Single(SampleKinds.Problems(text));
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.StartsWith("pipeline.yaml:", problem, StringComparison.Ordinal);
    }
}
