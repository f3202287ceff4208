using MassTransit;
using RabbitMQ.Client.Exceptions;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>Tells faults that pass by themselves from those that do not.</summary>
static class TransientFaults
{
    /// <summary>Whether trying again later may help: a store or broker that does not answer, a disk that is full, whatever a stage calls passing.</summary>
    public static bool Are(Exception exception) => exception switch
    {
        StageException stage => !stage.Failure.Permanent,
        IOException or TimeoutException => true,
        ConnectionException or TransportException or TransportUnavailableException or MessageReturnedException or RabbitMQClientException => true,
        _ => false,
    };

    /// <summary>The same for a handler or for publishing: RabbitMQ.Client 7.1 throws this one when the connection breaks while it publishes.</summary>
    public static bool AreOfTheBus(Exception exception) => exception is ObjectDisposedException || Are(exception);
}
