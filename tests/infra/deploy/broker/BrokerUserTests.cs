using System.Net;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Deploy.Tests;

/// <summary>The users of definitions.json and what they may do, on a real broker with the files of infra/deploy/broker.</summary>
[Collection(DeployedBroker.Tests)]
public sealed class BrokerUserTests(DeployedBroker broker)
{
    [Fact]
    public async Task The_services_user_connects_over_tls()
    {
        await using IConnection connection = await BrokerClient.ConnectAsync(broker, "rampart", broker.BusPassword);

        Assert.True(connection.IsOpen);
    }

    [Theory]
    [InlineData("rampart", "wrong")]
    [InlineData("operator", "")]
    public async Task Nobody_logs_in_with_a_wrong_password_or_without_one(string user, string password)
    {
        var refused = await Assert.ThrowsAsync<BrokerUnreachableException>(() => BrokerClient.ConnectAsync(broker, user, password));

        Assert.IsType<AuthenticationFailureException>(refused.InnerException);
    }

    [Theory]
    [InlineData("somebody-elses")]
    [InlineData("mining-elsewhere")]
    [InlineData("amq.gen-mining")]
    public async Task The_services_user_may_not_declare_what_is_not_of_the_services(string queue)
    {
        await using IConnection connection = await BrokerClient.ConnectAsync(broker, "rampart", broker.BusPassword);
        await using IChannel channel = await connection.CreateChannelAsync();

        var refused = await Assert.ThrowsAsync<OperationInterruptedException>(() => channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false));

        Assert.Equal(Constants.AccessRefused, refused.ShutdownReason!.ReplyCode);
    }

    [Fact]
    public async Task The_scaler_counts_a_message_that_is_being_worked_on()
    {
        const string queue = "pairing";
        await using IConnection connection = await BrokerClient.ConnectAsync(broker, "rampart", broker.BusPassword);
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync(queue, routingKey: "", body: "work"u8.ToArray());
        BasicGetResult? taken = await Eventually.Async(() => channel.BasicGetAsync(queue, autoAck: false), result => result is not null);

        JsonNode? seen = await Eventually.Async(async () => (await Scaler(HttpMethod.Get, $"queues/{BrokerFiles.VirtualHost}/{queue}")).Answer,
            answer => answer.Text("messages_unacknowledged") == "1");

        Assert.Equal("1", seen.Text("messages"));
        await channel.BasicAckAsync(taken!.DeliveryTag, multiple: false);
    }

    [Theory]
    [InlineData("DELETE", "queues/rampart/mining")]
    [InlineData("DELETE", "queues/rampart/mining/contents")]
    [InlineData("GET", "definitions")]
    [InlineData("GET", "users")]
    public async Task The_scaler_may_do_nothing_else(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Scaler(HttpMethod.Parse(method), path)).Status);
    }

    [Fact]
    public async Task The_node_holds_publishers_back_where_the_settings_say()
    {
        JsonNode? node = await Eventually.Async(async () => (await broker.Api(HttpMethod.Get, "nodes", "guest", "guest")).Answer?[0],
            answer => answer.Text("mem_limit") is not null);

        Assert.Equal("1000000000", node.Text("mem_limit"));
        Assert.Equal("2000000000", node.Text("disk_free_limit"));
    }

    Task<(HttpStatusCode Status, JsonNode? Answer)> Scaler(HttpMethod method, string path) => broker.Api(method, path, "scaler", broker.ScalerPassword);
}
