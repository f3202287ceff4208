using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

public sealed class CoordinatorTests : IDisposable
{
    const string One = "name: one\nstages:\n  one: { kind: chain, segments: 1 }\n";
    readonly CoordinatedRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    async Task<WorkOrder> Finished(string id)
    {
        await _runs.Begin(id, One);
        await _runs.Start(id);
        WorkOrder order = _runs.Outbox.Orders[^1];
        await _runs.Answer(order);
        return order;
    }

    [Fact]
    public async Task A_late_message_of_an_ended_run_is_counted_and_ignored_without_its_log_being_read()
    {
        WorkOrder order = await Finished("one-1");
        int reads = _runs.Logs.Reads;

        await _runs.Answer(order);
        await _runs.Say("one-1", new RunMessage.Happened(new ItemFailed("one", "segment-001", order.ExecutionKey, new Failure("", "", "", true))));
        await _runs.Say("one-1", new RunMessage.Happened(new RunCancelled("too late")));

        Assert.Equal((reads, 3L), (_runs.Logs.Reads, _runs.Ignored[IgnoredMessages.Late]));
        Assert.Single(_runs.Outbox.Told);
        Assert.Equal(3, (await _runs.Store.Log("one-1")).Count);
    }

    [Fact]
    public async Task A_message_that_comes_again_after_the_end_has_the_end_told_again_since_its_first_reader_may_have_died()
    {
        WorkOrder order = await Finished("one-1");

        await _runs.Say("one-1", new RunMessage.Happened(Toy.Execute(order)), redelivered: true);

        Assert.Equal([RunOutcome.Completed, RunOutcome.Completed], _runs.Outbox.Told.Select(told => told.Outcome));
    }

    [Fact]
    public async Task Messages_about_unknown_runs_are_counted_and_ignored()
    {
        await _runs.Say("nobody-1", new RunMessage.Happened(new RunCancelled("why")));
        await _runs.Say("nobody-1", new RunMessage.Retry("why"));
        await _runs.Say("../../etc", new RunMessage.Retry("why"));
        await _runs.Say(null, new RunMessage.Retry("why"));
        await _runs.Coordinator.StartAsync("a/b", _runs.Outbox, default);

        Assert.Equal(5, _runs.Ignored[IgnoredMessages.UnknownRun]);
        Assert.Empty(_runs.Outbox.Told);
    }

    [Fact]
    public async Task A_message_that_lacks_something_is_counted_and_ignored()
    {
        await _runs.Say(await _runs.Begin("one-1", One), null);

        Assert.Equal(1, _runs.Ignored[IgnoredMessages.Malformed]);
        Assert.Single(await _runs.Store.Log("one-1"));
    }

    [Fact]
    public async Task A_run_that_nobody_began_is_told_as_failed_when_somebody_wants_it_taken_up()
    {
        await _runs.Start("nobody-1");

        Assert.Contains("no run", Assert.Single(_runs.Outbox.Told).Failure!.What);
        Assert.Empty(await _runs.Store.Logs.ListAsync(default));
    }

    [Fact]
    public async Task A_run_with_a_damaged_log_is_told_as_failed_and_others_go_on()
    {
        await _runs.Begin("damaged-1", One);
        await File.AppendAllTextAsync(_runs.Store.Folder.RunLog("damaged-1"), "{ half a line\n");

        await _runs.Start("damaged-1");
        await Finished("one-1");

        Assert.Equal([("damaged-1", RunOutcome.Failed), ("one-1", RunOutcome.Completed)], _runs.Outbox.Told.Select(told => (told.RunId, told.Outcome)));
    }

    [Fact]
    public async Task A_run_whose_pipeline_can_not_be_read_ends_in_its_log_too_so_that_it_is_not_taken_up_for_ever()
    {
        await _runs.Begin("one-1", One);
        _runs.Store.Lose(((RunStarted)(await _runs.Store.Log("one-1"))[0]).Pipeline);

        await _runs.Start("one-1");

        Assert.IsType<RunFailed>((await _runs.Store.Log("one-1"))[^1]);
        Assert.Equal(RunOutcome.Failed, Assert.Single(_runs.Outbox.Told).Outcome);
    }

    [Fact]
    public async Task A_failed_run_that_is_reopened_goes_on_from_where_it_failed_in_the_next_generation()
    {
        await _runs.Begin("toy-1", Toy.Diamond);
        await _runs.Start("toy-1");
        for (int next = 0; next < 7; next++)
        {
            await _runs.Answer(_runs.Outbox.Orders[next]);
        }
        WorkOrder failing = _runs.Outbox.Orders[7];
        await _runs.Say("toy-1", new RunMessage.Happened(
            new ItemFailed(failing.Stage, failing.Item, failing.ExecutionKey, new Failure("The disk is full.", "here", "Make room.", true)), failing.Generation));
        int before = _runs.Outbox.Orders.Count;

        await _runs.Say("toy-1", new RunMessage.Retry("made room"));

        Assert.Equal(failing.ExecutionKey, _runs.Outbox.Orders[before].ExecutionKey);
        for (int next = before; next < _runs.Outbox.Orders.Count; next++)
        {
            Assert.Equal(1, _runs.Outbox.Orders[next].Generation);
            await _runs.Answer(_runs.Outbox.Orders[next]);
        }
        Assert.Equal([(RunOutcome.Failed, 0), (RunOutcome.Completed, 1)], _runs.Outbox.Told.Select(told => (told.Outcome, told.Generation)));
    }

    [Fact]
    public async Task A_run_that_goes_on_or_has_completed_is_not_reopened()
    {
        await _runs.Begin("toy-1", Toy.Diamond);
        await _runs.Start("toy-1");
        await _runs.Say("toy-1", new RunMessage.Retry("impatience"));
        await Finished("one-1");
        await _runs.Say("one-1", new RunMessage.Retry("once more"));

        Assert.Equal(2, _runs.Ignored[IgnoredMessages.Late]);
        Assert.DoesNotContain((await _runs.Store.Log("toy-1")).Concat(await _runs.Store.Log("one-1")), happened => happened is RunReopened);
    }

    [Fact]
    public async Task A_coordinator_whose_run_another_one_moves_on_lets_go_of_it()
    {
        await _runs.Begin("toy-1", Toy.Diamond);
        await _runs.Start("toy-1");
        var outbox = new Outbox();
        await _runs.Another().HandleAsync("toy-1", new RunMessage.Happened(Toy.Execute(_runs.Outbox.Orders[0])), false, outbox, default);

        await _runs.Coordinator.LookAroundAsync(_runs.Outbox, default);

        Assert.False(_runs.Coordinator.HasInHand("toy-1"));
    }
}
