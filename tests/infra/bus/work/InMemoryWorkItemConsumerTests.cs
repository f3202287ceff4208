namespace Rampart.Bus.Tests.Work;

public sealed class InMemoryWorkItemConsumerTests : WorkItemConsumerTests
{
    internal override Task<BusSetup> Setup() => Task.FromResult(new BusSetup());
}
