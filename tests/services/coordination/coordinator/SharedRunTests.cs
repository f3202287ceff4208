using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

/// <summary>A run whose messages reach processes that did not order what they are about.</summary>
public sealed class SharedRunTests
{
    [Fact]
    public async Task A_result_counts_whichever_process_ordered_it()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        var outbox = new Outbox();
        await run.Session().TakeUp(outbox);

        await run.Session().Take(new Outbox(), Toy.Execute(outbox.Orders[2]));

        Assert.Equal(Toy.Execute(outbox.Orders[2]).ExecutionKey, Assert.Single((await run.Log()).OfType<ItemCompleted>()).ExecutionKey);
    }

    [Fact]
    public async Task A_result_that_only_the_longer_log_of_another_process_explains_counts()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        (RunSession active, RunSession behind) = (run.Session(), run.Session());
        var outbox = new Outbox();
        await behind.TakeUp(new Outbox());
        await active.TakeUp(outbox);
        for (int answered = 0; outbox.Orders[^1].Stage == "images"; answered++)
        {
            await active.Take(outbox, Toy.Execute(outbox.Orders[answered]));
        }

        await behind.Take(new Outbox(), Toy.Execute(outbox.Orders[^1]));

        Assert.Equal("base", (await run.Log()).OfType<ItemCompleted>().Last().Stage);
    }

    [Fact]
    public async Task A_stray_message_does_not_have_the_log_read_again_unless_it_has_grown()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);

        await session.Take(outbox, Toy.Execute(outbox.Orders[0]) with { ExecutionKey = new string('0', 64) });

        Assert.Equal((1, 1L), (run.Logs.Reads, run.Ignored[IgnoredMessages.Stray]));
    }

    [Fact]
    public async Task Messages_that_arrive_together_are_one_write_and_none_is_done_before_it()
    {
        using CoordinatedRun run = await CoordinatedRun.Start("name: wide\nstages:\n  wide: { kind: shards, items: 40 }\n");
        RunSession session = run.Session(window: 40);
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        var mayWrite = new TaskCompletionSource();
        run.Logs.MayWrite = mayWrite.Task;

        List<Task<bool>> handlers = [.. outbox.Orders.Select(order => session.Take(outbox, Toy.Execute(order)))];
        Assert.DoesNotContain(handlers, handler => handler.IsCompleted);
        mayWrite.SetResult();
        await Task.WhenAll(handlers);

        Assert.Equal(40, (await run.Log()).OfType<ItemCompleted>().Count());
        Assert.Equal(3, run.Logs.Writes); // the first message, all that came while it was written, and the end
    }

    [Fact]
    public async Task When_what_follows_can_not_be_sent_the_message_comes_again_and_then_it_is()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        ItemCompleted first = Toy.Execute(outbox.Orders[0]);
        outbox.OnSending = _ => throw new IOException("The broker is away.");
        await Assert.ThrowsAsync<IOException>(() => session.Take(outbox, first));
        outbox.OnSending = _ => { };

        await session.Take(outbox, first);

        Assert.Equal(4, outbox.Orders.Count);
        Assert.Equal(2, (await run.Log()).Count);
    }

    [Fact]
    public async Task An_end_that_could_not_be_told_is_told_when_the_message_comes_again()
    {
        using CoordinatedRun run = await CoordinatedRun.Start("name: one\nstages:\n  one: { kind: chain, segments: 1 }\n");
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        outbox.OnSending = _ => throw new IOException("The broker is away.");
        await Assert.ThrowsAsync<IOException>(() => session.Take(outbox, Toy.Execute(outbox.Orders[0])));
        outbox.OnSending = _ => { };

        await session.Take(outbox, Toy.Execute(outbox.Orders[0]));

        Assert.Equal(RunOutcome.Completed, Assert.Single(outbox.Told).Outcome);
        Assert.Single(await run.Log(), happened => happened is RunCompleted);
    }

    [Fact]
    public async Task A_late_failure_from_before_a_run_was_reopened_does_not_end_it_again()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        var outbox = new Outbox();
        RunSession session = run.Session();
        await session.TakeUp(outbox);
        WorkOrder order = outbox.Orders[0];
        var failed = new ItemFailed(order.Stage, order.Item, order.ExecutionKey, new Failure("Out of memory.", "here", "Buy some.", true));
        await session.Take(outbox, failed, generation: 0);
        session = run.Session();
        await session.TryAdvanceAsync(new RunMessage.Retry("bought some"), outbox, default);
        Assert.Equal((order.Item, 1), (outbox.Orders[3].Item, outbox.Orders[3].Generation));

        await session.Take(outbox, failed, generation: 0);
        Assert.False(session.IsClosed);

        await session.Take(outbox, failed, generation: 1);
        Assert.True(session.IsClosed);
        Assert.Equal([0, 1], outbox.Told.Select(told => told.Generation));
    }
}
