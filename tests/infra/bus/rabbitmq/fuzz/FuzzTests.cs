using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Rampart.Contracts;
using Xunit.Abstractions;

namespace Rampart.Bus.Tests.RabbitMq.Fuzz;

public sealed class FuzzTests(ITestOutputHelper output)
{
    const int RecordedMessages = 11, MutantsPerMessage = 30;
    const string EnvelopeType = "application/vnd.masstransit+json";
    static readonly string[] ContentTypes = [EnvelopeType, EnvelopeType, EnvelopeType, "application/json", "text/plain", "application/octet-stream", "nonsense", ""];
    static readonly Failure Failure = new("what", "where", "fix", Permanent: true);
    static readonly ArtifactRef Artifact = new(new string('0', 64), 1, MediaTypes.Json);

    [Fact]
    public async Task Whatever_comes_on_a_queue_the_services_live_and_every_message_is_answered_or_among_the_dead_letters()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("RAMPART_TEST_SEED"), out int given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        BusOptions options = await Broker.Shared();
        IReadOnlyList<(string Queue, byte[] Body)> recorded = await Record(options);
        await using FuzzedServices services = await FuzzedServices.Start(new BusSetup { Options = options });

        IReadOnlyDictionary<string, int> sent = await Send(options, recorded, seed);
        await Broker.Until(async () =>
        {
            bool settled = true;
            foreach ((string queue, int count) in sent)
            {
                int acknowledged = services.Tally.Acknowledged(queue);
                settled &= acknowledged >= count && await Broker.Count(options, queue) == 0
                    && acknowledged == services.Tally.Consumed(queue) + await Broker.Count(options, QueueNames.DeadLetters(queue));
            }
            return settled;
        });
        Assert.All(sent.Where(queue => queue.Key != QueueNames.Coordination), queue => Assert.Equal(queue.Value, services.Tally.Acknowledged(queue.Key)));

        foreach ((string kind, Func<WorkOrder, object> command) in FuzzedServices.Commands)
        {
            await services.Publish(command(TestStage.Order(kind, (ulong)seed + 1, "good-run")));
            await services.Completed("good-run", $"item-{seed + 1L}");
        }
    }

    static async Task<IReadOnlyList<(string Queue, byte[] Body)>> Record(BusOptions options)
    {
        await using FuzzedServices tool = await FuzzedServices.Start(new BusSetup { Options = options, Consumes = _ => false });
        foreach ((string kind, Func<WorkOrder, object> command) in FuzzedServices.Commands)
        {
            await tool.Publish(command(TestStage.Order(kind, 1, "run-1", new NamedArtifact("model", Artifact))));
        }
        await tool.Publish(new StartRun("run-1"));
        await tool.Publish(new CancelRun("run-1", "enough"));
        await tool.Publish(new RetryRun("run-1", "again"));
        await tool.Publish(new WorkItemCompleted("run-1", "mine", "item-1", Artifact.Digest, [new NamedArtifact("seed", Artifact)], Cached: false));
        await tool.Publish(new WorkItemFailed("run-1", "mine", "item-1", Artifact.Digest, Failure));
        await tool.Publish(new WorkItemBlocked("run-1", "mine", "item-1", Artifact.Digest, Artifact));

        var recorded = Channel.CreateUnbounded<(string, byte[])>();
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        foreach (string queue in FuzzedServices.Commands.Keys.Append(QueueNames.Coordination))
        {
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) => recorded.Writer.WriteAsync((queue, message.Body.ToArray())).AsTask();
            await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        }
        return await recorded.Reader.ReadAllAsync().Take(RecordedMessages).ToListAsync();
    }

    static async Task<IReadOnlyDictionary<string, int>> Send(BusOptions options, IReadOnlyList<(string Queue, byte[] Body)> recorded, int seed)
    {
        var mutations = new Mutations(seed);
        var random = new Random(seed);
        var sent = new Dictionary<string, int>();
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach ((string queue, byte[] body) in recorded)
        {
            string type = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("messageType")[0].GetString()!;
            foreach (byte[] bad in HostileBodies.For(type).Concat(Enumerable.Range(0, MutantsPerMessage).Select(_ => mutations.Change(body))))
            {
                var properties = new BasicProperties { ContentType = ContentTypes[random.Next(ContentTypes.Length)], MessageId = random.Next(2) == 0 ? "no guid" : null };
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, bad);
                sent[queue] = sent.GetValueOrDefault(queue) + 1;
            }
        }
        return sent;
    }
}
