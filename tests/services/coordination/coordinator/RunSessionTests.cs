using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

public sealed class RunSessionTests
{
    // Answers every order in the order in which they were sent.
    static async Task<(IReadOnlyList<string> Results, Outbox Outbox)> Straight()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        for (int i = 0; i < outbox.Orders.Count; i++)
        {
            await session.Take(outbox, Toy.Execute(outbox.Orders[i]));
        }
        return (await run.Results(), outbox);
    }

    [Fact]
    public async Task A_run_is_coordinated_to_its_end_and_the_end_is_told_once()
    {
        (IReadOnlyList<string> results, Outbox outbox) = await Straight();
        Assert.Equal(results.Count, outbox.Orders.Count);
        Assert.Equal(new RunFinished("toy-1", RunOutcome.Completed, null), Assert.Single(outbox.Told));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Duplicated_late_and_reordered_messages_change_nothing(int seed)
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        var random = new Random(seed);
        var pending = new List<ItemCompleted>();
        int answered = 0;
        await session.TakeUp(outbox);
        while (pending.Count > 0 || answered < outbox.Orders.Count)
        {
            // Two messages per order, at any time after it; and now and then the run is started once more.
            foreach (WorkOrder order in outbox.Orders.Skip(answered))
            {
                pending.AddRange([Toy.Execute(order), Toy.Execute(order)]);
            }
            answered = outbox.Orders.Count;
            int chosen = random.Next(pending.Count);
            await session.Take(outbox, pending[chosen]);
            pending.RemoveAt(chosen);
            if (!session.IsClosed && random.Next(4) == 0)
            {
                await session.TakeUp(outbox);
            }
        }
        Assert.Equal((await Straight()).Results, await run.Results());
        Assert.Equal(outbox.Orders.Count, outbox.Orders.DistinctBy(order => (order.Stage, order.Item)).Count());
        Assert.Single(outbox.Told);
    }

    [Fact]
    public async Task Messages_about_what_was_not_ordered_are_dropped()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        ItemCompleted honest = Toy.Execute(outbox.Orders[0]);
        await session.Take(outbox, honest with { ExecutionKey = new string('0', 64) });
        await session.Take(outbox, honest with { Stage = "nowhere" });
        await session.Take(outbox, new ItemFailed("nowhere", "x", "y", new Failure("a", "b", "c", true)));
        Assert.Single(await run.Log());
        await session.Take(outbox, honest);
        Assert.Equal(2, (await run.Log()).Count);
    }

    [Fact]
    public async Task A_coordinator_started_anew_orders_again_what_has_no_result_and_comes_to_the_same_end()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        for (int answered = 0; !session.IsClosed; answered++)
        {
            if (answered % 5 == 4)
            {
                // Killed: what was ordered is forgotten, whatever was answered is in the log.
                session = run.Session();
                outbox = new Outbox();
                await session.TakeUp(outbox);
                answered = 0;
            }
            await session.Take(outbox, Toy.Execute(outbox.Orders[answered]));
        }
        Assert.Equal((await Straight()).Results, await run.Results());
    }

    [Fact]
    public async Task Two_coordinators_on_one_run_write_each_result_once_and_both_see_the_end()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        (RunSession Session, Outbox Outbox)[] both = [(run.Session(), new Outbox()), (run.Session(), new Outbox())];
        int[] answered = [0, 0];
        foreach ((RunSession session, Outbox outbox) in both)
        {
            await session.TakeUp(outbox);
        }
        for (int turn = 0; both.Any(b => !b.Session.IsClosed); turn = 1 - turn)
        {
            if (!both[turn].Session.IsClosed)
            {
                await both[turn].Session.Take(both[turn].Outbox, Toy.Execute(both[turn].Outbox.Orders[answered[turn]++]));
            }
        }
        Assert.Equal((await Straight()).Results, await run.Results());
        Assert.All(both, b => Assert.Equal(RunOutcome.Completed, Assert.Single(b.Outbox.Told).Outcome));
        Assert.Single(await run.Log(), e => e is RunCompleted);
    }

    [Fact]
    public async Task A_failed_item_ends_the_run_and_what_comes_later_is_dropped()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        WorkOrder order = outbox.Orders[0];
        var failure = new Failure("What.", "Where.", "Fix.", Permanent: true);
        await session.Take(outbox, new ItemFailed(order.Stage, order.Item, order.ExecutionKey, failure));
        await session.Take(outbox, Toy.Execute(outbox.Orders[1]));

        Assert.Equal(new RunFinished("toy-1", RunOutcome.Failed, failure), Assert.Single(outbox.Told));
        Assert.IsType<RunFailed>((await run.Log())[^1]);
    }

    [Fact]
    public async Task A_cancelled_run_ends_and_starting_it_again_only_tells_so()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        var outbox = new Outbox();
        await run.Session().Take(outbox, new RunCancelled("enough"));
        Assert.Empty(outbox.Orders);
        await run.Session().TakeUp(outbox);
        Assert.Equal([RunOutcome.Cancelled, RunOutcome.Cancelled], outbox.Told.Select(told => told.Outcome));
        Assert.Empty(outbox.Orders);
    }

    [Fact]
    public async Task A_run_without_a_log_is_refused()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        Directory.Delete(run.Store.Folder.Runs, recursive: true);
        await Assert.ThrowsAsync<ArtifactException>(() => run.Session().TakeUp(new Outbox()));
    }
}
