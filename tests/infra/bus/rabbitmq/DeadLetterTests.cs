using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Rampart.Bus.Faults;
using Rampart.Contracts;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class DeadLetterTests
{
    static DeadLetters Letters(BusOptions options) => new ServiceCollection()
        .AddWorkConsumer<MineShard>("mining").AddWorkConsumer<TrainSegment>("training").AddDeadLetters(options)
        .BuildServiceProvider().GetRequiredService<DeadLetters>();

    static async Task<IReadOnlyList<DeadLetter>> Await(DeadLetters letters, int count)
    {
        IReadOnlyList<DeadLetter> seen = [];
        await Broker.Until(async () => (seen = await letters.ListAsync(100, default)).Count == count);
        return seen;
    }

    static byte[] Envelope(string type, string message) => Encoding.UTF8.GetBytes($$"""{"messageId":"00000001-0000-0000-0000-000000000001","messageType":["urn:message:Rampart.Contracts:{{type}}"],"message":{{message}}}""");

    [Fact]
    public async Task A_message_that_takes_its_process_down_goes_to_the_dead_letters_when_the_limit_is_reached()
    {
        BusOptions options = await Broker.Shared() with { DeliveryLimit = 2 };
        await using BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false });
        await tool.Publish(new MineShard(TestStage.Order(1)));
        int deliveries = 0;
        await Broker.Until(async () =>
        {
            deliveries += await Broker.TakeAndDie(options, "mining") ? 1 : 0;
            return await Broker.Count(options, "mining_error") == 1;
        });
        Assert.Equal(3, deliveries);
        DeadLetter letter = Assert.Single(await Letters(options).ListAsync(10, default));
        Assert.Equal(
            ("mining", DeadLetterReason.DeliveryLimit, "MineShard", "run-1", "mine", "item-1"),
            (letter.Queue, letter.Reason, letter.MessageType, letter.RunId, letter.Stage, letter.Item));
        Assert.NotNull(letter.Since);
    }

    [Fact]
    public async Task What_the_consumer_throws_stands_with_the_dead_letter_and_the_service_goes_on()
    {
        BusOptions options = await Broker.Shared();
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        await Broker.Put(options, "mining", Envelope("MineShard", """{"order":{"runId":"../../etc","stage":"mine","item":"item-1"}}"""));
        await Broker.Put(options, "mining", Envelope("TrainSegment", "{}"));
        await Broker.Put(options, "mining", "not an envelope"u8.ToArray());
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Next<WorkItemCompleted>();

        IReadOnlyList<DeadLetter> letters = (await Await(Letters(options), 3)).OrderBy(letter => letter.MessageType, StringComparer.Ordinal).ToList();
        Assert.Equal([null, "MineShard", "TrainSegment"], letters.Select(letter => letter.MessageType));
        Assert.Contains("JsonReaderException", letters[0].Exception);
        Assert.Contains("not a run id", letters[1].Exception);
        Assert.Equal("../../etc", letters[1].RunId);
        Assert.Equal(0, letters[1].Redeliveries);
        Assert.Equal(DeadLetterReason.NotUnderstood, letters[2].Reason);
    }

    [Fact]
    public async Task Listing_and_showing_change_neither_the_letters_nor_their_order()
    {
        BusOptions options = await Broker.Shared();
        await using (await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false }))
        {
        }
        for (int i = 0; i < 20; i++)
        {
            await Broker.Put(options, "mining_error", Encoding.UTF8.GetBytes($"letter {i}"), new BasicProperties { MessageId = $"id-{i}" });
        }
        DeadLetters letters = Letters(options);
        IReadOnlyList<DeadLetter> first = await letters.ListAsync(100, default);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"id-{i}"), first.Select(letter => letter.MessageId));
        Assert.Equal(first.Take(5), await letters.ListAsync(5, default));
        Assert.Equal("letter 7", (await letters.FindAsync("id-7", default))!.Body);
        Assert.Equal("letter 8", (await letters.FindAsync(first[8].Id, default))!.Body);
        Assert.Null(await letters.FindAsync("id-99", default));
        Assert.Equal(first, await letters.ListAsync(100, default));
    }

    [Fact]
    public async Task A_retried_letter_is_the_message_that_was_sent_and_is_handled()
    {
        BusOptions options = await Broker.Shared();
        await using (BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options with { DeliveryLimit = 1 }, Consumes = _ => false }))
        {
            await tool.Publish(new MineShard(TestStage.Order(1)));
            await tool.Publish(new MineShard(TestStage.Order(2)));
            await Broker.Until(async () => !await Broker.TakeAndDie(options, "mining") && await Broker.Count(options, "mining_error") == 2);
        }
        DeadLetters letters = Letters(options);
        DeadLetterContent before = (await letters.FindAsync((await letters.ListAsync(1, default))[0].Id, default))!;
        Assert.Equal(1, await letters.RetryAsync(letter => letter.Item == "item-1", default));
        Assert.Equal("item-2", Assert.Single(await letters.ListAsync(10, default)).Item);

        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using (IChannel channel = await connection.CreateChannelAsync())
        {
            BasicGetResult sent = (await channel.BasicGetAsync("mining", autoAck: false))!;
            Assert.Equal(before.Body, Encoding.UTF8.GetString(sent.Body.Span));
            Assert.Equal(before.Letter.MessageId, sent.BasicProperties.MessageId);
            Assert.DoesNotContain(sent.BasicProperties.Headers!.Keys, key => key.Contains("death") || key.StartsWith("MT-Reason"));
        }
        await using BusFixture service = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options with { DeliveryLimit = 1 } });
        Assert.Equal("item-1", (await service.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task A_letter_whose_queue_is_gone_is_not_lost_by_retrying_it()
    {
        BusOptions options = await Broker.Shared();
        await using (await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false }))
        {
        }
        await Broker.Put(options, "mining_error", "x"u8.ToArray());
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync("mining");
        await Assert.ThrowsAsync<BusException>(() => Letters(options).RetryAsync(_ => true, default));
        Assert.Single(await Letters(options).ListAsync(10, default));
    }

    [Fact]
    public async Task Only_the_chosen_letters_are_discarded()
    {
        BusOptions options = await Broker.Shared();
        await using (await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false }))
        {
        }
        foreach (string id in new[] { "a", "b", "c" })
        {
            await Broker.Put(options, "mining_error", "x"u8.ToArray(), new BasicProperties { MessageId = id });
        }
        Assert.Equal(2, await Letters(options).DiscardAsync(letter => letter.MessageId != "b", default));
        Assert.Equal("b", Assert.Single(await Letters(options).ListAsync(10, default)).MessageId);
    }
}
