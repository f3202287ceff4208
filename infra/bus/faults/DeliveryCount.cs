using MassTransit;
using MassTransit.Middleware;

namespace Rampart.Bus.Faults;

/// <summary>Keeps with a dead letter how often it had been delivered before; the broker's own count goes on with every look at it.</summary>
sealed class DeliveryCount : IFilter<ExceptionReceiveContext>
{
    const string BrokersHeader = "x-delivery-count";

    /// <summary>The header with the count.</summary>
    public const string Header = "Rampart-Redeliveries";

    /// <summary>What is done with a message that failed: what MassTransit does, and the count.</summary>
    public static void Configure(IPipeConfigurator<ExceptionReceiveContext> failed)
    {
        failed.UseFilter(new GenerateFaultFilter());
        failed.UseFilter(new DeliveryCount());
        failed.UseFilter(new ErrorTransportFilter());
    }

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // The first delivery has no count.
        context.ExceptionHeaders.Set(Header, context.TransportHeaders.TryGetHeader(BrokersHeader, out object? count) ? count : 0L, overwrite: true);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("deliveryCount");
}
