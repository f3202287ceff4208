using Rampart.Testing;

namespace Rampart.Bus.Tests.RabbitMq;

/// <summary>The broker of these tests.</summary>
static class Broker
{
    /// <summary>A virtual host of its own on the server that the tests share.</summary>
    public static async Task<BusOptions> Shared() => new() { Uri = (await RabbitMqServer.Shared).TakeVirtualHost() };
}
