using Rampart.Bus.RabbitMq;
using Rampart.Contracts;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class TlsTests(TlsBroker broker) : IClassFixture<TlsBroker>
{
    [Fact]
    public async Task Items_are_done_over_TLS_for_a_user_from_the_options_in_a_virtual_host_of_the_URI()
    {
        var options = new BusOptions { Uri = Address("localhost", "ram%2Fpart"), User = "worker@home", Password = "p:w/d", CaFile = broker.In("authority.pem") };
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Next<WorkItemCompleted>();
    }

    [Fact]
    public async Task User_and_password_may_stand_in_the_URI()
    {
        var uri = new Uri($"amqps://worker%40home:p%3Aw%2Fd@localhost:{broker.Port}/ram%2Fpart");
        await using var _ = await new BrokerConnection(new BusOptions { Uri = uri, CaFile = broker.In("authority.pem") }).OpenAsync("test", default);
    }

    [Theory]
    [InlineData("localhost", null, "guest", "Rampart__Bus__CaFile")]
    [InlineData("localhost", "another.pem", "guest", "Rampart__Bus__CaFile")]
    [InlineData("127.0.0.1", "authority.pem", "guest", "certificate")]
    [InlineData("localhost", "authority.pem", "wrong", "Rampart__Bus__Password")]
    public async Task A_broker_that_can_not_be_trusted_or_refuses_is_an_error_that_says_what_to_do(string host, string? authority, string password, string advice)
    {
        var options = new BusOptions { Uri = Address(host, ""), Password = password, CaFile = authority is null ? null : broker.In(authority) };
        BusException error = await Assert.ThrowsAsync<BusException>(() => new BrokerConnection(options).OpenAsync("test", default));
        Assert.Contains(advice, error.Message);
        Assert.Contains($"{host}:{broker.Port}", error.Message);
    }

    [Fact]
    public async Task A_virtual_host_that_does_not_exist_is_told()
    {
        var options = new BusOptions { Uri = Address("localhost", "nowhere"), CaFile = broker.In("authority.pem") };
        Assert.Contains("virtual host", (await Assert.ThrowsAsync<BusException>(() => new BrokerConnection(options).OpenAsync("test", default))).Message);
    }

    Uri Address(string host, string virtualHost) => new($"amqps://{host}:{broker.Port}/{virtualHost}");
}
