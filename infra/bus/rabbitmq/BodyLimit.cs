using MassTransit;
using Rampart.Bus.Faults;

namespace Rampart.Bus.RabbitMq;

/// <summary>Sends messages with huge bodies to the dead letters before anything tries to read them.</summary>
sealed class BodyLimit : IFilter<ReceiveContext>
{
    /// <summary>The longest body in bytes. A message carries references; one for an item with 10,000 inputs takes some 3 MB.</summary>
    public const int Longest = 8 << 20;

    /// <summary>Puts the limit before everything else that the endpoint does.</summary>
    public static void Configure(IReceivePipeConfigurator endpoint)
    {
        // MassTransit's own rescue comes after the filters that are added here.
        endpoint.UseRescue(Pipe.New<ExceptionReceiveContext>(DeliveryCount.Configure), rescue => rescue.Handle<BodyTooLongException>());
        endpoint.UseFilter(new BodyLimit());
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        context.Body.Length <= Longest ? next.Send(context) : throw new BodyTooLongException(context.Body.Length);

    public void Probe(ProbeContext context) => context.CreateFilterScope("bodyLimit");

    sealed class BodyTooLongException(long? length)
        : Exception($"The body has {length} bytes, more than {Longest}. Messages carry references, never data; discard it with `rampart faults discard`.");
}
