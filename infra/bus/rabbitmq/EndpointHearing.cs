using System.Collections.Concurrent;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Rampart.Bus.RabbitMq;

/// <summary>
/// Knows which endpoints of this process have an open channel to the broker. MassTransit 8.4 calls an endpoint healthy whose channel the
/// broker has closed under a running handler, and may never open it again.
/// </summary>
public sealed class EndpointHearing
{
    readonly ConcurrentDictionary<string, Ear> _ears = new();

    /// <summary>The endpoints that hear nothing now: not yet, not at the moment, or never again.</summary>
    public IReadOnlyList<string> Deaf => [.. _ears.Where(ear => !ear.Value.IsOpen).Select(ear => ear.Key).Order(StringComparer.Ordinal)];

    internal IFilter<ChannelContext> Listen(string endpoint) => _ears.GetOrAdd(endpoint, _ => new Ear());

    // MassTransit sends each channel of the endpoint through here, and returns when it is done with it.
    sealed class Ear : IFilter<ChannelContext>
    {
        volatile ChannelContext? _current;

        // A connection that breaks does not always get to tell its channels.
        public bool IsOpen => _current is { Channel.IsOpen: true, ConnectionContext.Connection.IsOpen: true };

        public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
        {
            _current = context;
            try
            {
                await next.Send(context);
            }
            finally
            {
                _current = null;
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("hearing");
    }
}
