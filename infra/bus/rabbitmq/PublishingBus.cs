using MassTransit;

namespace Rampart.Bus.RabbitMq;

/// <summary>A bus without consumers, from its start on.</summary>
sealed class PublishingBus
{
    readonly CancellationTokenSource _stopping = new();
    readonly IBusControl _bus;
    readonly Task _start;

    public PublishingBus(IBusControl bus)
    {
        _bus = bus;
        _start = bus.StartAsync(_stopping.Token); // publishing waits by itself until it is connected
    }

    public Task PublishAsync(object message, Guid messageId, bool mandatory, CancellationToken cancellation) => _bus.Publish(
        message, message.GetType(), publish => (publish.MessageId, publish.Mandatory) = (messageId, mandatory), cancellation);

    /// <summary>Stops, if it can; what is stuck may not stop either.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_start.IsCompletedSuccessfully)
        {
            await _bus.StopAsync(cancellation).WaitAsync(cancellation);
        }
        await _stopping.CancelAsync();
    }
}
