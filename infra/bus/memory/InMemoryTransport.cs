using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus.Journaling;
using Rampart.Stages;

namespace Rampart.Bus.Memory;

/// <summary>The bus within one process.</summary>
static class InMemoryTransport
{
    public static void Use(IBusRegistrationConfigurator bus) => bus.UsingInMemory((context, transport) =>
    {
        // A handler waits for a slot, so there is no use in more of them at once per service than there are slots.
        int slots = context.GetRequiredService<ComputeSlots>().Count;
        transport.ConcurrentMessageLimit = slots;
        transport.PrefetchCount = slots;
        BusDefaults.Configure(transport, context.GetService<DeliveryObserver>());
        transport.ConfigureEndpoints(context);
    });
}
