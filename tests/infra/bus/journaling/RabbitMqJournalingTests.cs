using Rampart.Bus.Tests.RabbitMq;

namespace Rampart.Bus.Tests.Journaling;

public sealed class RabbitMqJournalingTests : JournalingTests
{
    private protected override Task<BusOptions> Transport() => Broker.Shared();
}
