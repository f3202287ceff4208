using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class BrokerConnectionTests
{
    [Theory]
    [InlineData("http://localhost", null, "amqp://HOST")]
    [InlineData("amqp://localhost/a/b", null, "amqp://HOST")]
    [InlineData("amqp://localhost", "ca.pem", "amqps://")]
    [InlineData("amqps://localhost", "/nowhere/ca.pem", "Rampart__Bus__CaFile")]
    public void Options_that_can_not_be_used_are_refused_with_what_to_do(string uri, string? authority, string advice)
    {
        BusException error = Assert.Throws<BusException>(() => new BrokerConnection(new BusOptions { Uri = new Uri(uri), CaFile = authority }));
        Assert.Contains(advice, error.Message);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_an_error_without_secrets()
    {
        var connection = new BrokerConnection(new BusOptions { Uri = new Uri("amqp://user:hunter2@127.0.0.1:1/vhost") });
        BusException error = await Assert.ThrowsAsync<BusException>(() => connection.OpenAsync("test", default));
        Assert.Contains("127.0.0.1:1/vhost", error.Message);
        Assert.DoesNotContain("hunter2", error.ToString());
    }
}
