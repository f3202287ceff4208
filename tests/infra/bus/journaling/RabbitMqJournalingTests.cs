using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Rampart.Bus.Tests.RabbitMq;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Bus.Tests.Journaling;

public sealed class RabbitMqJournalingTests : JournalingTests
{
    private protected override Task<BusOptions> Transport() => Broker.Shared();

    [Fact]
    public async Task A_message_that_the_broker_takes_back_is_journaled_as_returned_and_as_arrived_again()
    {
        BusSetup setup = await Setup();
        using var begun = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        await using BusFixture fixture = await BusFixture.Start(new TestStage(context =>
        {
            begun.Release();
            go.Wait();
            TestStage.WriteSeed(context);
        }), setup);
        await fixture.Publish(new MineShard(TestStage.Order(1)));
        await begun.WaitAsync();
        await Broker.CutConnections(setup.Options);
        await JournalOfTest.When(setup.Store, records => records.Any(record => record.Outcome == JournalOutcome.Returned));
        go.Set();

        IReadOnlyList<JournalRecord> records = await JournalOfTest.When(
            setup.Store, seen => seen.Any(record => record is { MessageType: nameof(MineShard), Outcome: JournalOutcome.Consumed }));

        Assert.Equal(
            [JournalAct.Sent, JournalAct.Arrived, JournalAct.Ended, JournalAct.Arrived, JournalAct.Ended],
            records.Where(record => record.MessageType == nameof(MineShard)).Select(record => record.Act));
    }

    [Fact]
    public async Task What_nobody_can_read_is_journaled_byte_for_byte_as_a_dead_letter()
    {
        BusSetup setup = await Setup();
        await using BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await Broker.Put(setup.Options, "mining", "no envelope"u8.ToArray());

        IReadOnlyList<JournalRecord> records = await JournalOfTest.When(setup.Store, seen => seen.Any(record => record.Act == JournalAct.Ended));

        Assert.Equal("no envelope"u8.ToArray(), records.Single(record => record.Act == JournalAct.Arrived).Envelope.ToArray());
        Assert.Equal(JournalOutcome.DeadLettered, records.Single(record => record.Act == JournalAct.Ended).Outcome);
    }

    [Fact]
    public async Task After_kill_9_everything_that_was_acknowledged_is_in_the_journal()
    {
        const int messages = 300;
        BusSetup setup = await Setup() with { Journal = null, Consumes = _ => false };
        await using BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup with { Options = setup.Options with { DeliveryLimit = WorkerProcess.DeliveryLimit } });
        var publisher = tool.App.Services.GetRequiredService<IMessagePublisher>();
        Guid[] ids = [.. Enumerable.Range(0, messages).Select(_ => Guid.NewGuid())];
        await Task.WhenAll(ids.Select((id, seed) => publisher.PublishAsync(new MineShard(TestStage.Order((ulong)seed)), id, default)));
        using (WorkerProcess worker = WorkerProcess.Start(WorkerProgram.Journals, setup.Options, setup.Store))
        {
            await Broker.Until(async () => await Broker.Count(setup.Options, "mining") < messages - 50);
        }
        HashSet<Guid> left = await TakeAllAsync(setup.Options);

        var ended = new HashSet<Guid>();
        await foreach (JournalRecord record in JournalOfTest.Reader(setup.Store).ReadAsync(new JournalFilter { Act = JournalAct.Ended }, _ => { }, default))
        {
            ended.Add(record.MessageId);
        }
        Assert.InRange(left.Count, 1, messages - 1);
        Assert.All(ids.Where(id => !left.Contains(id)), id => Assert.Contains(id, ended));
    }

    // Until nothing is given back any more that the worker held.
    static async Task<HashSet<Guid>> TakeAllAsync(BusOptions options)
    {
        var ids = new HashSet<Guid>();
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await Broker.Until(async () => (await channel.QueueDeclarePassiveAsync("mining")).ConsumerCount == 0);
        while (await channel.BasicGetAsync("mining", autoAck: true) is { } message)
        {
            ids.Add(Guid.Parse(message.BasicProperties.MessageId!));
        }
        return ids;
    }
}
