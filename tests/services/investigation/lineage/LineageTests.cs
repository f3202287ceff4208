using System.Text.Json;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;

namespace Rampart.Investigation.Tests;

public sealed class LineageTests
{
    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task A_lineage_leads_from_the_arrived_data_to_the_artifact_with_every_step_after_what_it_read()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline(shards: 4, segments: 3));
        Lineage lineage = await Of(run, run.Items[^1].Outputs[0].Artifact);

        Assert.Equal(4 + 3 + 2, lineage.Steps.Count);
        Assert.All(lineage.Steps.Index(), step => Assert.All(step.Item.Inputs, input => Assert.True((lineage.Artifacts[input].Maker ?? -1) < step.Index)));
        LineageArtifact source = Assert.Single(lineage.Artifacts, artifact => artifact.Maker is null);
        Assert.Equal(("source/data/text", run.Started.Sources[0].Artifact), (source.Source, source.Artifact));
        Assert.Equal(lineage.Steps.Count - 1, lineage.Artifacts[lineage.Target].Maker);
        Assert.Equal("worker:1", lineage.Steps[0].Circumstances!.Worker);
        Assert.Equal("AVX2", lineage.Steps[0].Fingerprint!.InstructionSet);
    }

    [Fact]
    public async Task Only_what_the_artifact_depends_on_is_in_its_lineage_and_each_once()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline(shards: 4, segments: 3));
        Assert.Equal(1 + 4, (await Of(run, Item(run, "base", "segment-01").Outputs[0].Artifact)).Steps.Count);
        Assert.Equal([new ItemId("data", "shard-002")], (await Of(run, Item(run, "data", "shard-002").Outputs[0].Artifact)).Steps.Select(step => step.Id));
    }

    [Fact]
    public async Task The_messages_of_the_journal_are_told_and_others_are_worked_out_with_the_same_ids()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ArtifactRef artifact = run.Items[^1].Outputs[0].Artifact;
        Lineage journaled = await Of(run, artifact), worked = await new LineageReader(_runs.Store with { Journal = null }).ReadAsync(new FoundArtifact(run, "out", artifact), default);

        Assert.All(journaled.Steps, step => Assert.True(step.Messages!.Order.IsJournaled && step.Messages.Answer.IsJournaled));
        Assert.Equal(nameof(WorkItemCompleted), journaled.Steps[0].Messages!.Answer.Type);
        Assert.All(worked.Steps, step => Assert.False(step.Messages!.Order.IsJournaled));
        Assert.Equal(Ids(journaled), Ids(worked));
        Assert.Equal(MessageIds.OfItem(MessageIds.Order, run.Id, "data", "shard-000", run.Items[0].ExecutionKey, 0), worked.Steps[0].Messages!.Order.Id);
    }

    [Fact]
    public async Task A_result_from_the_cache_leads_to_the_run_that_computed_it_and_to_its_messages()
    {
        await _runs.RunAsync("toy-1", Toy.Pipeline());
        RunReading second = await _runs.RunAsync("toy-2", Toy.Pipeline(), journaled: false);
        Lineage lineage = await Of(second, second.Items[^1].Outputs[0].Artifact);
        Assert.All(lineage.Steps, step => Assert.Equal((true, "toy-1", true), (step.Cached, step.Circumstances!.RunId, step.Messages!.Order.IsJournaled)));
    }

    [Fact]
    public async Task A_lineage_is_told_also_when_artifacts_and_manifests_are_gone_and_says_so()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ArtifactRef artifact = run.Items[^1].Outputs[0].Artifact;
        _runs.Artifacts.Lose(artifact);
        _runs.Artifacts.Lose(run.Started.Sources[0].Artifact);
        Lineage lineage = await Of(run, artifact);
        Assert.Equal(
            new[] { artifact.Digest, run.Started.Sources[0].Artifact.Digest }.Order(),
            lineage.Artifacts.Where(found => found.IsGone).Select(found => found.Artifact.Digest).Distinct().Order());

        _runs.Results.Manifests.TryRemove(Item(run, "base", "segment-02").ExecutionKey, out _);
        Lineage torn = await Of(run, artifact);
        Assert.Equal(new ItemId("base", "segment-02"), Assert.Single(torn.Steps, step => step.IsManifestGone).Id);
        Assert.Equal(lineage.Steps.Count - 1, torn.Steps.Count);
    }

    [Fact]
    public async Task Bytes_that_an_item_passed_on_lead_to_the_item_that_made_them()
    {
        // The second chain's first segment offers the same bytes as the first chain's last one, which it reads.
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline(), bytes: order => order is { Stage: "base", Item: "segment-03" } or { Stage: "tuned", Item: "segment-01" }
            ? "passed on"
            : order.ExecutionKey);
        Lineage lineage = await Of(run, Item(run, "tuned", "segment-01").Outputs[0].Artifact);
        Assert.Equal(new ItemId("base", "segment-03"), lineage.Steps[lineage.Artifacts[lineage.Target].Maker!.Value].Id);
        Assert.Equal((1, 4 + 3), (lineage.PassedOnBy, lineage.Steps.Count));
    }

    [Fact]
    public async Task A_lineage_without_circles_is_told_of_a_log_that_says_everything_has_the_same_bytes()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline(), bytes: _ => "data");
        Lineage lineage = await Of(run, run.Items[^1].Outputs[0].Artifact);
        Assert.Equal([new ItemId("data", "shard-000")], lineage.Steps.Select(step => step.Id));
    }

    [Fact]
    public async Task The_lineage_of_what_arrived_is_that_it_arrived()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        Lineage lineage = await Of(run, run.Started.Sources[0].Artifact);
        Assert.Equal((0, "source/data/text"), (lineage.Steps.Count, lineage.Artifacts[lineage.Target].Source));
    }

    [Fact]
    public async Task Damage_of_the_journal_is_told()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        _runs.Journal.Damage.Add(new JournalDamage("segment-1", 17, null, "A checksum is wrong."));
        Assert.Equal("segment-1", Assert.Single((await Of(run, run.Items[0].Outputs[0].Artifact)).Damage).Segment);
    }

    [Fact]
    public async Task A_fan_out_and_a_chain_are_one_group_each()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline(shards: 1000, segments: 3));
        Lineage lineage = await Of(run, run.Items[^1].Outputs[0].Artifact);
        IReadOnlyList<LineageGroup> groups = LineageGroup.Of(lineage);

        Assert.Equal(["data", "base", "tuned"], groups.Select(group => group.Stage));
        Assert.Equal("shard-000..shard-999", ItemRange.Of(groups[0].Steps.Select(step => step.Id.Item)));
        Assert.Equal([false, true, true], groups.Select(group => group.IsChain));
        Assert.Equal([(1, 1000), (2, 1)], groups[2].Reads);
        Assert.Equal(["optimizer.learning_rate=0.1"], SharedParameters.Of(groups[2].Steps));
        Assert.Equal(1, JsonDocument.Parse(groups[0].Steps[1].Parameters!).RootElement.GetProperty("shard").GetInt32());
    }

    Task<Lineage> Of(RunReading run, ArtifactRef artifact) => new LineageReader(_runs.Store).ReadAsync(new FoundArtifact(run, "out", artifact), default);

    static ItemCompleted Item(RunReading run, string stage, string item) => run.Items.Single(found => found.Stage == stage && found.Item == item);

    static IEnumerable<Guid> Ids(Lineage lineage) => lineage.Steps.SelectMany(step => new[] { step.Messages!.Order.Id, step.Messages.Answer.Id });
}
