using System.Security.Cryptography;
using System.Text.Json;
using RabbitMQ.Client;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>A replay beside living services: a listener on all their exchanges hears nothing, and their store stays as it is.</summary>
public sealed class ReplayLeakTests
{
    [Fact]
    public async Task What_services_did_over_a_broker_is_replayed_identically_and_nothing_of_it_reaches_anybody()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync(foldRounds: 50);
        string id;
        using (ServedProcess coordination = place.Serve("coordination"), work = place.Serve("preprocessing", "mining", "training"))
        {
            id = await place.SubmitAsync();
            Assert.Equal(0, (await place.Run("watch", id, "--out", Path.Combine(place.Work.Folder, "out"))).ExitCode);
            Assert.Equal((0, 0), (await coordination.StopAsync(), await work.StopAsync()));
        }
        await using Listener listener = await Listener.StartAsync(new Uri(place.Environment["Rampart__Bus__Uri"]));
        IReadOnlyList<string> before = Bytes(place);

        ToolResult replayed = await place.Run("replay", id, "--json");
        ToolResult changed = await place.Run("replay", id, "--set", "hash.rounds=7"), bisected = await place.Run("replay", id, "--bisect");

        Assert.True(replayed.ExitCode == 0, replayed.Output + replayed.Errors);
        Assert.Equal((1, 0), (changed.ExitCode, bisected.ExitCode));
        JsonElement report = JsonDocument.Parse(replayed.Output).RootElement;
        Assert.All(report.GetProperty("items").EnumerateArray(), item => Assert.Equal("journal", item.GetProperty("source").GetString()));
        Assert.Equal(before, Bytes(place));
        Assert.Equal(0u, await listener.HeardAsync());

        await listener.ProvesThatItHearsAsync();
    }

    static IReadOnlyList<string> Bytes(BrokerPlace place) =>
    [
        .. Directory.GetFiles(place.Environment["Rampart__Store"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    /// <summary>A queue bound to every exchange of a virtual host.</summary>
    sealed class Listener : IAsyncDisposable
    {
        readonly IConnection _connection;
        readonly IChannel _channel;
        readonly string _queue, _exchange;

        Listener(IConnection connection, IChannel channel, string queue, string exchange) =>
            (_connection, _channel, _queue, _exchange) = (connection, channel, queue, exchange);

        public static async Task<Listener> StartAsync(Uri broker)
        {
            string host = Uri.UnescapeDataString(broker.AbsolutePath.TrimStart('/'));
            string exchanges = await (await RabbitMqServer.Shared).ControlAsync("list_exchanges", "--vhost", host, "name", "--no-table-headers");
            IConnection connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
            IChannel channel = await connection.CreateChannelAsync();
            string queue = (await channel.QueueDeclareAsync()).QueueName;
            string[] names = [.. exchanges.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(name => !name.StartsWith("amq.", StringComparison.Ordinal))];
            Assert.Contains(names, name => name.Contains("TrainSegment", StringComparison.Ordinal));
            Assert.Contains(names, name => name.Contains("WorkItemCompleted", StringComparison.Ordinal));
            foreach (string name in names)
            {
                await channel.QueueBindAsync(queue, name, "#");
            }
            return new Listener(connection, channel, queue, names.First(name => name.Contains("WorkItemCompleted", StringComparison.Ordinal)));
        }

        /// <summary>How many messages have arrived.</summary>
        public Task<uint> HeardAsync() => _channel.MessageCountAsync(_queue);

        /// <summary>Sends something to one of the exchanges and returns when it has arrived.</summary>
        public async Task ProvesThatItHearsAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _channel.BasicPublishAsync(_exchange, "", new ReadOnlyMemory<byte>([1]), patience.Token);
            while (await _channel.MessageCountAsync(_queue, patience.Token) == 0)
            {
                await Task.Delay(20, patience.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _channel.DisposeAsync();
            await _connection.DisposeAsync();
        }
    }
}
