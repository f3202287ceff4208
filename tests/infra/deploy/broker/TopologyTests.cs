using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace Rampart.Deploy.Tests;

/// <summary>definitions.json against what the code declares and needs, when all services start on a real broker.</summary>
[Collection(DeployedBroker.Tests)]
public sealed class TopologyTests(DeployedBroker broker) : IDisposable
{
    readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("rampart-deploy-store-");

    public void Dispose() => _store.Delete(recursive: true);

    [Fact]
    public async Task The_definitions_are_what_the_code_declares()
    {
        Uri uri = broker.TakeVirtualHost();

        await StartAndStopAll(new() { ["Rampart:Bus:Uri"] = uri.ToString() });

        IReadOnlyList<string> declared = Topology.Of(await broker.Definitions(uri.AbsolutePath[1..]));
        Assert.Contains("queue mining", string.Join('\n', declared));
        Assert.Equal("", Topology.Differences(declared, Topology.Of(BrokerFiles.ReadDefinitions(DeployFiles.Real))));
    }

    [Fact]
    public async Task The_services_start_on_a_broker_that_has_the_definitions_and_add_nothing_to_them()
    {
        IReadOnlyList<string> before = Topology.Of(await broker.Definitions(BrokerFiles.VirtualHost));

        await StartAndStopAll(AsDeployed());

        Assert.Equal("", Topology.Differences(Topology.Of(BrokerFiles.ReadDefinitions(DeployFiles.Real)), before));
        Assert.Equal("", Topology.Differences(before, Topology.Of(await broker.Definitions(BrokerFiles.VirtualHost))));
    }

    [Fact]
    public async Task What_nobody_can_read_gets_to_the_dead_letters_with_the_rights_of_the_services()
    {
        const string queue = "pairing";
        using IHost service = ServiceHosts.Build(queue, _store.FullName, AsDeployed());
        await ServiceHosts.StartAsync(service);
        await using IConnection connection = await BrokerClient.ConnectAsync(broker, "rampart", broker.BusPassword);
        await using IChannel channel = await connection.CreateChannelAsync();

        await channel.BasicPublishAsync("", queue, mandatory: true, "no envelope"u8.ToArray());

        BasicGetResult? dead = await Eventually.Async(() => channel.BasicGetAsync($"{queue}_error", autoAck: true), message => message is not null);
        Assert.Equal("no envelope"u8, dead!.Body.Span);
        await service.StopAsync();
    }

    // What some services do not start without.
    static Dictionary<string, string> OwnSettings => new()
    {
        ["Rampart:Gateway:Keys:tests"] = new string('k', 32),
        ["Rampart:Gateway:Scopes:tests"] = "read",
        ["Rampart:Notifications:Url"] = "https://receiver.example",
        ["Rampart:Notifications:Key"] = new string('k', 32),
    };

    Dictionary<string, string> AsDeployed() => new()
    {
        ["Rampart:Bus:Uri"] = broker.Uri.ToString(),
        ["Rampart:Bus:User"] = "rampart",
        ["Rampart:Bus:Password"] = broker.BusPassword,
        ["Rampart:Bus:CaFile"] = broker.CaFile,
    };

    // Each service in a host of its own, as in its container.
    async Task StartAndStopAll(Dictionary<string, string> settings)
    {
        foreach (string service in CodeFacts.Services)
        {
            using IHost host = ServiceHosts.Build(service, _store.FullName, new Dictionary<string, string>(settings.Concat(OwnSettings)));
            await ServiceHosts.StartAsync(host);
            await host.StopAsync();
        }
    }
}
