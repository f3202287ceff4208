using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Retraining.Tests.Watching;

public sealed class WatchKeeperTests
{
    static readonly Fate Immortal = new(-1, after: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_dies_at_any_call_the_next_one_goes_on_and_every_cause_is_in_exactly_one_run(bool after)
    {
        bool died = true;
        for (int call = 0; died; call++)
        {
            using var toy = new WatchedToy();
            var fate = new Fate(call, after);
            await LiveAsync(toy, fate);
            died = fate.IsDead;
            // Whoever hands in causes gets no answer from the dead, and so does it again.
            (_, WatchLog log) = toy.Start(Immortal);
            await log.AcceptAsync([WatchedToy.Arrived("a"), WatchedToy.Arrived("b")], default);
            await log.AcceptAsync([WatchedToy.Arrived("c")], default);
            await LiveAsync(toy, Immortal);

            IReadOnlyList<string> runs = await toy.Logs.ListAsync(default);
            List<string> subjects = [];
            foreach (string run in runs)
            {
                subjects.AddRange(await toy.Subjects(run));
            }
            Assert.Equal(["a", "b", "c"], subjects.Order());
            Assert.Equal(runs, (await log.ReadAsync(default)).Runs.Select(run => run.RunId));
            Assert.All((await log.ReadAsync(default)).Runs, run => Assert.Equal("completed", run.Outcome));
            Assert.Equal(runs.Order(), toy.Published.Cast<StartRun>().Select(start => start.RunId).Distinct().Order());
        }
    }

    // Hands in causes and keeps the watch until nothing is left to do; runs end as soon as they have begun.
    static async Task LiveAsync(WatchedToy toy, Fate fate)
    {
        try
        {
            (WatchKeeper keeper, WatchLog log) = toy.Start(fate);
            foreach (string[] names in new[] { new[] { "a", "b" }, ["c"] })
            {
                await log.AcceptAsync([.. names.Select(WatchedToy.Arrived)], default);
                WatchState state;
                do
                {
                    toy.Time.Advance(TimeSpan.FromMinutes(1));
                    await keeper.StepAsync(default);
                    state = await log.ReadAsync(default);
                    if (state.UnderWay is { Begun: true } run)
                    {
                        await toy.Logs.AppendAsync(run.RunId, 1, [new RunCompleted()], default);
                    }
                }
                while (state is { UnderWay: not null } or { Pending.IsEmpty: false });
            }
        }
        catch (DeathException)
        {
        }
    }

    [Fact]
    public async Task A_run_that_cant_begin_keeps_its_causes_and_begins_when_that_is_put_right()
    {
        using var toy = new WatchedToy();
        File.Move(toy.Source, toy.Source + ".away");
        (WatchKeeper keeper, WatchLog log) = toy.Start(Immortal);
        await log.AcceptAsync([WatchedToy.Arrived("a")], default);
        for (int step = 0; step < 5; step++)
        {
            toy.Time.Advance(TimeSpan.FromMinutes(1));
            await keeper.StepAsync(default);
        }
        WatchState stuck = await log.ReadAsync(default);
        Assert.Contains("can't be opened", stuck.UnderWay!.Delay, StringComparison.Ordinal);
        Assert.Equal(3, stuck.Sequence);
        Assert.Empty(await toy.Logs.ListAsync(default));

        File.Move(toy.Source + ".away", toy.Source);
        toy.Time.Advance(TimeSpan.FromMinutes(1));
        await keeper.StepAsync(default);
        Assert.Equal(["a"], await toy.Subjects(Assert.Single(await toy.Logs.ListAsync(default))));
    }

    [Fact]
    public async Task A_run_carries_what_started_it_in_words_with_the_first_causes_and_all_of_them_as_an_artifact()
    {
        using var toy = new WatchedToy();
        (WatchKeeper keeper, WatchLog log) = toy.Start(Immortal);
        string[] names = [.. Enumerable.Range(0, 9).Select(number => $"file-{number}")];
        TriggerCause asked = Causes.Manual("1", "ada", "new labels", CauseChannels.CommandLine, toy.Time.GetUtcNow());
        await log.AcceptAsync([asked, .. names.Select(WatchedToy.Arrived)], default);
        await keeper.StepAsync(default);

        string run = Assert.Single(await toy.Logs.ListAsync(default));
        RunTrigger trigger = await toy.Trigger(run);
        Assert.Equal(("toy", 1, "somebody asked", 10), (trigger.Watch, trigger.Number, trigger.Why, trigger.Count));
        Assert.Equal([asked, .. names.Take(RunTrigger.MostFirst - 1).Select(WatchedToy.Arrived)], trigger.First);
        Assert.Equal(["ada: new labels", .. names], await toy.Subjects(run));
        Assert.Equal($"toy-{toy.Pipeline.Digest[..8]}-t1", run);
    }
}
