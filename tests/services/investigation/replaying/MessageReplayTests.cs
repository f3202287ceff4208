using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Tests.Replaying;

public sealed class MessageReplayTests : IAsyncLifetime
{
    const string Id = "toy-1";
    readonly RecordedPlace _place = new();

    public Task InitializeAsync() => _place.RecordAsync(Id);

    public Task DisposeAsync()
    {
        _place.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_order_is_executed_again_and_compared_with_what_came_of_it()
    {
        Guid order = MessageOf("segment-02", nameof(TrainSegment));
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Message(order);
        ItemReport item = Assert.Single(report.Items);
        Assert.Equal((ReplayVerdict.Identical, "segment-02", (Guid?)order, 1), (report.Verdict, item.Item, item.MessageId, replay.Execution.Count));
    }

    [Fact]
    public async Task The_start_of_a_run_orders_everything_that_waits_for_nothing()
    {
        using OpenReplay replay = _place.Open();
        DecisionReport decision = Assert.Single((await replay.Message(MessageIds.Of("start", Id))).Decisions);
        Assert.Equal((0L, null), (decision.Sequence, decision.Ending));
        Assert.Equal(["shard-000", "shard-001", "shard-002"], decision.Orders.Select(order => order.Item));
        Assert.All(decision.Orders, order => Assert.Equal(MessageOf(order.Item, nameof(PreprocessShard)), order.MessageId));
        Assert.Empty(decision.Differences);
        Assert.Equal(0, replay.Execution.Count);
    }

    [Fact]
    public async Task An_answer_orders_the_next_link_of_the_chain()
    {
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Message(MessageOf("segment-01", nameof(WorkItemCompleted)));
        Assert.Equal("segment-02", Assert.Single(report.Decisions.Single().Orders).Item);
        Assert.Equal(ReplayVerdict.Identical, report.Verdict);
    }

    [Fact]
    public async Task The_last_answer_ends_the_run()
    {
        using OpenReplay replay = _place.Open();
        DecisionReport decision = (await replay.Message(MessageOf("summary", nameof(WorkItemCompleted)))).Decisions.Single();
        Assert.Equal("completed", decision.Ending);
        Assert.Empty(decision.Orders);
        Assert.Empty(decision.Differences);
    }

    [Fact]
    public async Task An_order_that_follows_from_an_answer_and_was_not_sent_is_told()
    {
        _place.Journal.Records.RemoveAll(record => record is { Item: "segment-02", MessageType: nameof(TrainSegment) });
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Message(MessageOf("segment-01", nameof(WorkItemCompleted)));
        Assert.Equal(ReplayVerdict.Differs, report.Verdict);
        Assert.Contains("The plan orders stage learn, item segment-02, and the journal has no order of it.", report.Summary);
    }

    [Fact]
    public async Task A_message_that_nobody_journaled_is_a_mistake_and_no_journal_is_a_lack()
    {
        using OpenReplay replay = _place.Open(), without = _place.Open(journaled: false);
        Assert.Contains("`rampart journal ls`", (await Assert.ThrowsAsync<InvestigationException>(() => replay.Message(MessageIds.Of("no such message")))).Message);
        await Assert.ThrowsAsync<ArtifactException>(() => without.Message(MessageIds.Of("start", Id)));
    }

    [Fact]
    public async Task A_message_for_people_can_not_be_replayed()
    {
        Guid id = MessageIds.Of("progress");
        _place.Journal.Records.Add(_place.Journal.Records[0] with
        {
            MessageId = id, MessageType = nameof(WorkItemProgressed), Envelope = Envelopes.Of(new WorkItemProgressed(Id, "learn", "segment-01", 1, 2, "steps"), id),
        });
        using OpenReplay replay = _place.Open();
        Assert.Contains("WorkItemProgressed", (await Assert.ThrowsAsync<InvestigationException>(() => replay.Message(id))).Message);
    }

    Guid MessageOf(string item, string type) => _place.Journal.Records.First(record => record.Item == item && record.MessageType == type).MessageId;
}
