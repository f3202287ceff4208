using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;

namespace Rampart.Investigation.Tests;

public sealed class UnderWayTests
{
    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task Execution_records_tell_who_computed_what_at_a_time()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline(), journaled: false);
        // Item 3 is computed from 2.2 to 2.8 seconds after the start.
        WorkUnderWay found = Assert.Single((await At(run, "+2.5s", journal: false)).UnderWay);
        Assert.Equal((new ItemId("data", "shard-002"), WorkPhase.Computing, "worker:1", "execution record"), (found.Id, found.Phase, found.Worker, found.Source));
        Assert.Empty((await At(run, "+2.9s", journal: false)).UnderWay);
    }

    [Fact]
    public async Task The_journal_tells_what_waits_on_a_queue_and_what_was_answered_without_the_log_having_it()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        Assert.Equal(
            [WorkPhase.Ordered, WorkPhase.Computing, WorkPhase.Answered],
            new[] { (await At(run, "+2.15s")).UnderWay, (await At(run, "+2.5s")).UnderWay, (await At(run, "+2.9s")).UnderWay }.Select(found => Assert.Single(found).Phase));
        Assert.Empty((await At(run, "+3s")).UnderWay);
    }

    [Fact]
    public async Task What_is_under_way_is_not_what_would_be_ordered_next()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        RunAtMoment at = await At(run, "+2.5s");
        Assert.Equal("shard-002", at.UnderWay[0].Id.Item);
        Assert.Equal((1, "shard-003"), (at.Next.Ready, Assert.Single(at.Next.First).Item));
    }

    [Fact]
    public async Task What_happened_to_an_item_before_its_result_was_lost_is_over()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ItemCompleted item = run.Items[0];
        _runs.Logs.Add("toy-2", [run.Started, item, run.Items[1], new ItemLost(item.Stage, item.Item, item.Outputs[0].Artifact)]);
        RunReading lossy = await RunReading.FindAsync(_runs.Logs, "toy-2", default);
        _runs.Journal.Add(MemoryLogs.Start.AddSeconds(0.5), JournalAct.Ended, "MineShard", "toy-2", "data", item.Item, worker: "w:1", outcome: JournalOutcome.Consumed);
        Assert.Empty((await At(lossy, "3")).UnderWay);

        _runs.Journal.Add(MemoryLogs.Start.AddSeconds(3.5), JournalAct.Sent, "MineShard", "toy-2", "data", item.Item);
        Assert.Equal(WorkPhase.Ordered, Assert.Single((await At(lossy, "+4s")).UnderWay).Phase);
    }

    [Fact]
    public async Task Damage_of_the_journal_is_told_and_the_rest_is_used()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        _runs.Journal.Damage.Add(new JournalDamage("segment-1", 17, null, "A checksum is wrong."));
        RunAtMoment at = await At(run, "+2.5s");
        Assert.Equal(("segment-1", 1), (Assert.Single(at.Damage).Segment, at.UnderWay.Count));
    }

    Task<RunAtMoment> At(RunReading run, string at, bool journal = true) =>
        RunAtMoment.ReadAsync(run, at, 10, journal ? _runs.Store : _runs.Store with { Journal = null }, default);
}
