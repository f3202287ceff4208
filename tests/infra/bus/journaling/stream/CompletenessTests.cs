using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Rampart.Bus.Journaling;
using Rampart.Bus.RabbitMq;
using Rampart.Bus.Tests.RabbitMq;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Bus.Tests.Journaling;

/// <summary>The journal against the broker's stream.</summary>
public sealed class CompletenessTests : IDisposable
{
    const string Exchange = "Rampart.Contracts:MineShard";
    readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("rampart-complete-");

    public void Dispose() => _store.Delete(recursive: true);

    [Fact]
    public async Task After_any_work_the_journal_and_the_stream_have_the_same_messages_byte_for_byte()
    {
        BusSetup setup = await Setup();
        await using (BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup))
        {
            for (ulong seed = 0; seed < 5; seed++)
            {
                await fixture.Publish(new MineShard(TestStage.Order(seed)));
                await fixture.Next<WorkItemCompleted>();
            }
            // A dead letter is in the stream twice.
            await fixture.Publish(new MineShard(TestStage.Order(1) with { RunId = "/" }));
            await Broker.Until(async () => await Broker.Count(setup.Options, "mining_error") == 1);
        }

        CompletenessReport report = await Check(setup);

        Assert.Empty(report.Missing);
        Assert.Equal((12, 0), (report.Streamed, report.UnderWay));
        ILookup<Guid, byte[]> journaled = (await JournalOfTest.Read(setup.Store, new JournalFilter { Act = JournalAct.Sent })).ToLookup(record => record.MessageId, record => record.Envelope.ToArray());
        await foreach (StreamedMessage message in new JournalStreamReader(new BrokerConnection(setup.Options)).ReadAsync(default))
        {
            Assert.Equal(journaled[message.MessageId!.Value].Single(), message.Envelope.ToArray());
        }
    }

    [Fact]
    public async Task A_message_that_nobody_journaled_as_sent_is_named()
    {
        BusSetup setup = await Setup();
        await using BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await fixture.Publish(new MineShard(TestStage.Order(1)));
        await fixture.Next<WorkItemCompleted>();
        var stranger = Guid.NewGuid();
        await PublishAsync(setup.Options, "Rampart.Contracts:RunFinished", stranger);

        MissingMessage missing = Assert.Single((await Check(setup)).Missing);

        Assert.Equal((stranger, "Rampart.Contracts:RunFinished"), (missing.MessageId, missing.Address));
        Assert.Contains("no process has journaled that it was sent", missing.What);
    }

    [Fact]
    public async Task A_message_that_was_journaled_as_sent_and_is_not_in_the_stream_is_named()
    {
        BusSetup setup = await Setup();
        await using BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await fixture.Publish(new MineShard(TestStage.Order(1)));
        await fixture.Next<WorkItemCompleted>();
        await using (IConnection connection = await new ConnectionFactory { Uri = setup.Options.Uri! }.CreateConnectionAsync())
        {
            await using IChannel channel = await connection.CreateChannelAsync();
            await channel.QueueUnbindAsync(QueueNames.Journal, Exchange, "");
        }
        await fixture.Publish(new MineShard(TestStage.Order(2)));
        await fixture.Next<WorkItemCompleted>();

        CompletenessReport report = await Check(setup);

        Assert.Equal(["It was journaled as arrived, but the broker's stream does not have it.", "It was journaled as sent, but the broker's stream does not have it."], report.Missing.Select(missing => missing.What).Order());
        Assert.Single(report.Missing.Select(missing => missing.MessageId).Distinct());
    }

    [Fact]
    public async Task What_waits_on_its_queue_is_not_missing_and_what_is_lost_from_it_is()
    {
        BusSetup setup = await Setup() with { Consumes = queue => queue != "mining" };
        await using BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await fixture.Publish(new MineShard(TestStage.Order(1)));
        await fixture.Publish(new MineShard(TestStage.Order(2)));

        CompletenessReport waiting = await Check(setup);
        await Broker.TakeAway(setup.Options, "mining");
        CompletenessReport lost = await Check(setup);

        Assert.Equal((2, 0), (waiting.UnderWay, waiting.Missing.Count));
        Assert.Equal((1, "It neither waits on its queue, nor has any process journaled that it arrived."), (lost.UnderWay, Assert.Single(lost.Missing).What));
    }

    [Fact]
    public async Task Records_that_are_gone_are_missed()
    {
        BusSetup setup = await Setup();
        await using (BusFixture fixture = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup))
        {
            await fixture.Publish(new MineShard(TestStage.Order(1)));
            await fixture.Next<WorkItemCompleted>();
        }
        Directory.Delete(Path.Combine(setup.Store, "journal"), recursive: true);

        Assert.Equal(2, (await Check(setup)).Missing.Count(missing => missing.What.Contains("that it was sent", StringComparison.Ordinal)));
    }

    async Task<BusSetup> Setup() => new() { Options = await Broker.Shared(), Store = _store.FullName, Journal = new JournalOptions() };

    static async Task<CompletenessReport> Check(BusSetup setup)
    {
        var broker = new BrokerConnection(setup.Options);
        var check = new CompletenessCheck(
            new JournalStreamReader(broker), JournalOfTest.Reader(setup.Store),
            new QueueDepths(broker, new Dictionary<string, string> { [Exchange] = "mining", ["mining"] = "mining", ["Rampart.Contracts:WorkItemCompleted"] = "coordination" }),
            TimeProvider.System) { Patience = TimeSpan.FromSeconds(1.5) };
        return await check.RunAsync(damage => Assert.Fail(damage.ToString()), default);
    }

    static async Task PublishAsync(BusOptions options, string exchange, Guid id)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        byte[] envelope = System.Text.Encoding.UTF8.GetBytes($$"""{"messageId":"{{id}}","sentTime":"{{DateTimeOffset.UtcNow:o}}"}""");
        await channel.BasicPublishAsync(exchange, "", mandatory: true, new BasicProperties { MessageId = id.ToString() }, envelope);
    }
}
