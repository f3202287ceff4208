using FsCheck;
using FsCheck.Fluent;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Investigation.Tests;

public sealed class SnapshotTests
{
    readonly RecordedRuns _runs = new();

    static PipelineDefinition Pipeline { get; } = new PipelineReader(Toy.Catalog).Read(Toy.Pipeline(), "pipeline.yaml", []);

    [Fact]
    public async Task The_state_at_an_entry_is_the_fold_over_the_log_up_to_it_whatever_came_later()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        Gen<int[]> losses = Gen.Choose(0, run.Items.Count - 1).ArrayOf(3);
        Prop.ForAll(losses.Zip(Gen.Choose(1, run.Log.Count)).ToArbitrary(), generated =>
        {
            // Results are lost and made again, duplicates arrive: the log is any mixture of these.
            List<RunEvent> events = [.. run.Log.Select(entry => entry.Event)];
            foreach (int place in generated.Item1)
            {
                ItemCompleted item = run.Items[place];
                events.InsertRange(events.Count - 1, [new ItemLost(item.Stage, item.Item, item.Outputs[0].Artifact), item, item]);
            }
            var recorded = new RunReading(run.Id, run.Started, [.. events.Select((next, i) => new RunLogEntry(i, MemoryLogs.Start.AddSeconds(i), next))]);
            int last = generated.Item2 + (generated.Item1[0] % 4);
            RunSnapshot there = At(recorded, last);
            RunSnapshot alone = At(recorded.Until(last + 1), last);

            RunState fold = RunState.Fold(events.Take(last + 1));
            Assert.Equal(fold.Stages.ToDictionary(s => s.Key, s => s.Value.Done), there.State.Stages.ToDictionary(s => s.Key, s => s.Value.Done));
            Assert.Equal(fold.Stages.Values.Sum(stage => stage.Done), there.Done.Count);
            Assert.Equal(alone.Overview.Stages, there.Overview.Stages);
            Assert.Equal(alone.Lost, there.Lost);
            Assert.Equal(Keys(alone), Keys(there));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public async Task What_the_planner_would_order_next_is_what_was_ordered_next()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        for (int last = 0; last < run.Log.Count - 2; last++)
        {
            Assert.Equal(((ItemCompleted)run.Log[last + 1].Event).ExecutionKey, Keys(At(run, last))[0]);
        }
        RunSnapshot before = At(run, run.Log.Count - 2), after = At(run, run.Log.Count - 1);
        Assert.Equal("completed", NextOrders.Of(before, [], Pipeline, Toy.Catalog, 9).Ending);
        Assert.Equal(("completed", 0, null), (after.Overview.State, NextOrders.Of(after, [], Pipeline, Toy.Catalog, 9).Ready, NextOrders.Of(after, [], Pipeline, Toy.Catalog, 9).Ending));
    }

    [Fact]
    public async Task A_lost_item_is_lost_until_it_has_been_made_again()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ItemCompleted item = run.Items[1];
        _runs.Logs.Add("toy-2", [run.Started, run.Items[0], item, new ItemLost(item.Stage, item.Item, item.Outputs[0].Artifact), run.Items[2], item]);
        RunReading lossy = await RunReading.FindAsync(_runs.Logs, "toy-2", default);

        Assert.Equal([0, 0, 0, 1, 1, 0], Enumerable.Range(0, 6).Select(last => At(lossy, last).Lost.Count));
        Assert.Equal([0, 1, 2, 1, 2, 3], Enumerable.Range(0, 6).Select(last => At(lossy, last).Done.Count));
        Assert.Equal("running", At(lossy, 3).Overview.Stages[0].State);
    }

    static RunSnapshot At(RunReading run, int last) => RunSnapshot.Of(run, new Moment(last, run.Log[last].Time), Pipeline, Toy.Catalog);

    static string[] Keys(RunSnapshot snapshot) => [.. NextOrders.Of(snapshot, [], Pipeline, Toy.Catalog, 100).First.Select(order => order.ExecutionKey)];
}
