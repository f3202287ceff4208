using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Journaling;

/// <summary>What is journaled of messages; on each transport alike.</summary>
public abstract class JournalingTests : IDisposable
{
    const string Queue = "mining";
    readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("rampart-journaling-");

    public void Dispose() => _store.Delete(recursive: true);

    private protected abstract Task<BusOptions> Transport();

    private protected async Task<BusSetup> Setup() => new() { Options = await Transport(), Store = _store.FullName, Journal = new JournalOptions() };

    [Fact]
    public async Task A_message_is_journaled_as_sent_as_arrived_and_as_ended_with_the_same_bytes()
    {
        BusSetup setup = await Setup();
        await RunAsync(setup, new TestStage(TestStage.WriteSeed), fixture => fixture.Next<WorkItemCompleted>());

        IReadOnlyList<JournalRecord> records = await JournalOfTest.Read(setup.Store, new JournalFilter { MessageType = nameof(MineShard) });

        Assert.Equal([JournalAct.Sent, JournalAct.Arrived, JournalAct.Ended], records.Select(record => record.Act));
        Assert.All(records, record => Assert.Equal(("run-1", "mine", "item-1"), (record.RunId, record.Stage, record.Item)));
        Assert.Single(records.Select(record => record.MessageId).Distinct());
        Assert.Equal(["Rampart.Contracts:MineShard", Queue, Queue], records.Select(record => record.Address));
        Assert.Equal(records[0].Envelope.ToArray(), records[1].Envelope.ToArray());
        using JsonDocument envelope = JsonDocument.Parse(records[1].Envelope);
        Assert.Equal(records[0].MessageId, envelope.RootElement.GetProperty("messageId").GetGuid());
        Assert.Equal((JournalOutcome.Consumed, true), (records[2].Outcome, records[2].Duration > TimeSpan.Zero));
        Assert.Equal("test", records[0].Writer.Fingerprint?.Processor);
    }

    [Fact]
    public async Task The_answer_is_journaled_too()
    {
        BusSetup setup = await Setup();
        await RunAsync(setup, new TestStage(TestStage.WriteSeed), fixture => fixture.Next<WorkItemCompleted>());

        IReadOnlyList<JournalRecord> records = await JournalOfTest.Read(setup.Store, new JournalFilter { MessageType = nameof(WorkItemCompleted) });

        Assert.Equal([JournalAct.Sent, JournalAct.Arrived, JournalAct.Ended], records.Select(record => record.Act));
    }

    [Fact]
    public async Task A_failure_after_which_the_item_is_tried_again_is_journaled_with_its_reason()
    {
        BusSetup setup = await Setup();
        int attempts = 0;
        var stage = new TestStage(context =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
            {
                throw new StageException("The store was away.", "here", "Wait.", permanent: false);
            }
            TestStage.WriteSeed(context);
        });
        await RunAsync(setup, stage, fixture => fixture.Next<WorkItemCompleted>());

        IReadOnlyList<JournalRecord> records = await JournalOfTest.Read(setup.Store, new JournalFilter { MessageType = nameof(MineShard) });

        Assert.Equal([JournalAct.Sent, JournalAct.Arrived, JournalAct.Retried, JournalAct.Ended], records.Select(record => record.Act));
        Assert.Contains("The store was away.", records[2].Reason);
    }

    [Fact]
    public async Task A_message_that_its_consumer_refuses_is_journaled_as_a_dead_letter_with_the_reason()
    {
        BusSetup setup = await Setup();
        WorkOrder order = TestStage.Order(1);
        await using (BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup))
        {
            await fixture.Publish(new MineShard(order with { ExecutionKey = "none" }));
            await JournalOfTest.When(setup.Store, seen => seen.Any(record => record.Act == JournalAct.Ended));
        }

        JournalRecord ended = Assert.Single(await JournalOfTest.Read(setup.Store, new JournalFilter { MessageType = nameof(MineShard), Act = JournalAct.Ended }));

        Assert.Equal(JournalOutcome.DeadLettered, ended.Outcome);
        Assert.Contains("execution key", ended.Reason);
    }

    [Fact]
    public async Task A_host_that_is_built_without_a_journal_writes_none()
    {
        BusSetup setup = await Setup();
        await RunAsync(setup with { Journal = null }, new TestStage(TestStage.WriteSeed), fixture => fixture.Next<WorkItemCompleted>());

        Assert.False(Directory.Exists(Path.Combine(setup.Store, "journal")));
    }

    [Fact]
    public async Task While_the_journal_can_not_be_written_messages_wait_for_it_and_none_is_lost()
    {
        FailingJournalStore? journal = null;
        BusSetup setup = await Setup() with
        {
            Services = services => services.AddSingleton<IJournalStore>(s => journal = new FailingJournalStore(new FileJournalStore(s.GetRequiredService<StoreFolder>())) { IsAway = true }),
        };
        var stage = new TestStage(TestStage.WriteSeed);
        await using (BusFixture fixture = await BusFixture.Start(stage, setup))
        {
            Task published = fixture.Publish(new MineShard(TestStage.Order(1)));
            await fixture.Next<WorkItemCompleted>();
            await journal!.Refused;
            Assert.Empty(await JournalOfTest.Read(setup.Store));
            journal.IsAway = false;
            await published;
            await JournalOfTest.When(setup.Store, records => records.Count(record => record.Outcome == JournalOutcome.Consumed) == 2);
        }

        Assert.Equal(1, stage.Executions);
        Assert.All((await JournalOfTest.Read(setup.Store)).GroupBy(record => record.MessageId), message =>
            Assert.Equal([JournalAct.Sent, JournalAct.Arrived, JournalAct.Ended], message.Select(record => record.Act)));
    }

    [Fact]
    public async Task A_message_that_says_nothing_is_journaled_as_it_arrived()
    {
        BusSetup setup = await Setup();
        await using BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await fixture.App.Services.GetRequiredService<IBus>().Publish(new MineShard(null!));

        IReadOnlyList<JournalRecord> records = await JournalOfTest.When(setup.Store, seen => seen.Any(record => record.Act == JournalAct.Ended));

        JournalRecord ended = records.Single(record => record.Act == JournalAct.Ended);
        Assert.Equal((nameof(MineShard), JournalOutcome.DeadLettered, null), (ended.MessageType, ended.Outcome, ended.RunId));
        Assert.Contains("no order", ended.Reason);
        Assert.NotEqual(0, records.Single(record => record.Act == JournalAct.Arrived).Envelope.Length);
    }

    static async Task RunAsync(BusSetup setup, TestStage stage, Func<BusFixture, Task> until)
    {
        await using BusFixture fixture = await BusFixture.Start(stage, setup);
        await fixture.Publish(new MineShard(TestStage.Order(1)));
        await until(fixture);
    }
}

public sealed class InMemoryJournalingTests : JournalingTests
{
    private protected override Task<BusOptions> Transport() => Task.FromResult(new BusOptions());
}
