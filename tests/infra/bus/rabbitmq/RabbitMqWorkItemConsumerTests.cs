using Rampart.Bus.Tests.Work;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class RabbitMqWorkItemConsumerTests : WorkItemConsumerTests
{
    internal override async Task<BusSetup> Setup() => new() { Options = await Broker.Shared() };
}
