using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

public sealed class VerifiedRunTests
{
    const string Pipeline = "name: toy\nstages:\n  base: { kind: chain, segments: 3 }\n";
    static readonly RunStarted Everything = Toy.Started with { Verification = new VerificationRule(1, 7) };

    static Task<CoordinatedRun> Start() => CoordinatedRun.Start(Pipeline, Everything);

    static ItemVerified Confirm(WorkOrder order) => new(order.Stage, order.Item, order.ExecutionKey, order.Verify!.ComputedBy, "other:2", "identical");

    static ItemDisagreed Deny(WorkOrder order) => new(
        order.Stage, order.Item, order.ExecutionKey, new Failure("It differs.", order.Item, "Look.", Permanent: true, FailureKinds.Determinism));

    static async Task<RunEvent> Answer(CoordinatedRun run, WorkOrder order) => order.Verify is null ? await run.Store.Execute(order) : Confirm(order);

    // Answers everything from the order at this place on, until the run ends.
    static async Task Finish(CoordinatedRun run, RunSession session, Outbox outbox, int next = 0)
    {
        for (; !session.IsClosed; next++)
        {
            await session.Take(outbox, await Answer(run, outbox.Orders[next]));
        }
    }

    static string Named(WorkOrder order) => (order.Verify is null ? "" : "verify ") + order.Item;

    [Fact]
    public async Task What_is_verified_is_what_the_result_says_it_was_made_of_and_whoever_made_it_is_named()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        WorkOrder first = outbox.Orders[0];
        await run.Store.Results.RecordAsync(
            new ExecutionRecord(first.ExecutionKey, "toy-1", first.Stage, first.Item, DateTimeOffset.UnixEpoch, TimeSpan.Zero, "one:1"), default);
        await session.Take(outbox, await run.Store.Execute(first));

        Assert.Equal(["segment-001", "verify segment-001", "segment-002"], outbox.Orders.Select(Named));
        WorkOrder order = outbox.Orders[1];
        Assert.Equal((first.Stage, first.Item, first.ExecutionKey, "one:1"), (order.Stage, order.Item, order.ExecutionKey, order.Verify!.ComputedBy));
        Assert.Equal(first.ExecutionKey, Rampart.Pipeline.ExecutionKey.Of(order.Work));
    }

    [Fact]
    public async Task The_run_completes_when_the_last_verification_has_settled_and_not_before()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session(window: 9);
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        foreach (string item in new[] { "segment-001", "segment-002", "segment-003" })
        {
            await session.Take(outbox, await run.Store.Execute(outbox.Orders.Single(order => Named(order) == item)));
        }
        WorkOrder[] verifications = [.. outbox.Orders.Where(order => order.Verify is not null)];
        await session.Take(outbox, Confirm(verifications[2]));
        await session.Take(outbox, Confirm(verifications[0]));
        Assert.Empty(outbox.Told);

        await session.Take(outbox, Confirm(verifications[1]));
        Assert.Equal(RunOutcome.Completed, Assert.Single(outbox.Told).Outcome);
        Assert.Equal(3, (await run.Log()).OfType<ItemVerified>().Count());
    }

    [Fact]
    public async Task A_cached_result_is_verified_too()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        await session.Take(outbox, await run.Store.Execute(outbox.Orders[0]) with { Cached = true });

        Assert.Contains("verify segment-001", outbox.Orders.Select(Named));
    }

    [Fact]
    public async Task A_disagreement_ends_the_run_and_a_retried_run_verifies_the_result_again()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        await session.Take(outbox, await run.Store.Execute(outbox.Orders[0]));
        WorkOrder denied = outbox.Orders[1];
        await session.Take(outbox, Deny(denied), generation: 0);

        Assert.Equal(new RunFinished("toy-1", RunOutcome.Failed, Deny(denied).Failure), Assert.Single(outbox.Told));
        session = run.Session();
        var again = new Outbox();
        await session.TryAdvanceAsync(new RunMessage.Retry("The machine is out."), again, default);
        Assert.Equal("verify segment-001", Named(again.Orders[0]));
        Assert.Equal(1, again.Orders[0].Generation);
        await session.Take(again, Deny(denied), generation: 0); // late, of before
        Assert.Equal(1, run.Ignored[IgnoredMessages.Late]);
        await Finish(run, session, again);
        Assert.Equal(RunOutcome.Completed, Assert.Single(again.Told).Outcome);
    }

    [Fact]
    public async Task What_comes_twice_or_about_nothing_that_is_verified_changes_nothing()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        await session.Take(outbox, await run.Store.Execute(outbox.Orders[0]));
        WorkOrder order = outbox.Orders[1];
        await session.Take(outbox, Confirm(order) with { ExecutionKey = new string('0', 64) });
        await session.Take(outbox, Confirm(order) with { Item = "segment-007" });
        await session.Take(outbox, Confirm(order));
        await session.Take(outbox, Confirm(order));
        await session.Take(outbox, Deny(order));

        Assert.Equal(1, (await run.Log()).Count(next => next is ItemVerified or ItemDisagreed));
        Assert.Equal((3L, 1L), (run.Ignored[IgnoredMessages.Duplicate], run.Ignored[IgnoredMessages.Stray]));
    }

    [Fact]
    public async Task A_coordinator_that_takes_over_orders_what_was_not_confirmed_yet()
    {
        using CoordinatedRun run = await Start();
        var outbox = new Outbox();
        RunSession killed = run.Session();
        await killed.TakeUp(outbox);
        await killed.Take(outbox, await run.Store.Execute(outbox.Orders[0]));
        var taken = new Outbox();
        RunSession session = run.Session();
        await session.TakeUp(taken);

        Assert.Equal(["verify segment-001", "segment-002"], taken.Orders.Select(Named));
        await Finish(run, session, taken);
        Assert.Equal(RunOutcome.Completed, Assert.Single(taken.Told).Outcome);
    }

    [Fact]
    public async Task A_verification_of_which_nothing_is_heard_is_ordered_again()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        await session.Take(outbox, await run.Store.Execute(outbox.Orders[0]));
        run.Time.Advance(CoordinatedRun.Patience + TimeSpan.FromSeconds(1));
        await session.TryAdvanceAsync(new RunMessage.LookAround(), outbox, default);

        Assert.Equal(2, outbox.Orders.Count(order => Named(order) == "verify segment-001"));
    }

    [Fact]
    public async Task A_result_that_is_gone_when_it_should_be_verified_is_made_again_and_verified()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        ItemCompleted made = await run.Store.Execute(outbox.Orders[0]);
        File.Delete(run.Store.Folder.Manifest(made.ExecutionKey));
        await session.Take(outbox, made);

        Assert.Contains(await run.Log(), next => next == new ItemLost(made.Stage, made.Item, made.Outputs[0].Artifact));
        Assert.Equal(["segment-001", "segment-001"], outbox.Orders.Select(Named));
        await Finish(run, session, outbox, 1);
        Assert.Equal(3, (await run.Log()).OfType<ItemVerified>().Count());
    }

    [Fact]
    public async Task A_verification_that_misses_an_input_waits_until_that_is_made_again()
    {
        using CoordinatedRun run = await Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        ItemCompleted first = await run.Store.Execute(outbox.Orders[0]);
        await session.Take(outbox, first);
        await session.Take(outbox, Confirm(outbox.Orders[1]));
        await session.Take(outbox, await run.Store.Execute(outbox.Orders.Single(order => Named(order) == "segment-002")));
        await session.Take(outbox, await run.Store.Execute(outbox.Orders.Single(order => Named(order) == "segment-003")));
        WorkOrder verification = outbox.Orders.Single(order => Named(order) == "verify segment-002");
        run.Store.Lose(first.Outputs[0].Artifact);
        int before = outbox.Orders.Count;
        await session.TryAdvanceAsync(
            new RunMessage.Blocked(new ItemId(verification.Stage, verification.Item), verification.ExecutionKey, first.Outputs[0].Artifact), outbox, default);

        Assert.Contains(await run.Log(), next => next is ItemLost { Item: "segment-001" });
        Assert.Equal(["segment-001"], outbox.Orders.Skip(before).Select(Named));
        await session.Take(outbox, await run.Store.Execute(outbox.Orders[before]));
        Assert.Contains("verify segment-002", outbox.Orders.Skip(before).Select(Named));
    }

    [Fact]
    public async Task Without_a_share_nothing_is_verified_and_the_start_says_nothing_of_it()
    {
        using CoordinatedRun run = await CoordinatedRun.Start(Pipeline);
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        await Finish(run, session, outbox);

        Assert.DoesNotContain(outbox.Orders, order => order.Verify is not null);
        Assert.DoesNotContain("erif", await File.ReadAllTextAsync(run.Store.Folder.RunLog("toy-1")), StringComparison.Ordinal);
    }
}
