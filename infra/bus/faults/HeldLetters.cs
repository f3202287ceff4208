using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Bus.Faults;

/// <summary>
/// The messages of one dead-letter queue while somebody looks at them: taken one by one, not acknowledged, and given back in their order in
/// the end. If this process dies, the broker gives them back.
/// </summary>
sealed class HeldLetters : IAsyncDisposable
{
    const ulong AllUnacknowledged = 0;
    const int GivingBackLooks = 40;
    static readonly TimeSpan GivingBackPause = TimeSpan.FromMilliseconds(25);
    readonly string _queue;
    readonly long _there;
    long _removed;

    HeldLetters(IChannel channel, string queue, long there) => (Channel, _queue, _there) = (channel, queue, there);

    /// <summary>Where they were taken from; what is published on it is confirmed.</summary>
    public IChannel Channel { get; }

    /// <summary>How many were taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>Begins with the first message. A queue that no process has used yet is empty.</summary>
    public static async Task<HeldLetters> OpenAsync(IConnection connection, string queue, CancellationToken cancellation)
    {
        IChannel channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
        try
        {
            return new HeldLetters(channel, queue, (await channel.QueueDeclarePassiveAsync(queue, cancellation)).MessageCount);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return new HeldLetters(channel, queue, there: 0);
        }
    }

    /// <summary>The next message; null after the last of those that were there in the beginning. A retried message may be back among the others already.</summary>
    public async Task<BasicGetResult?> TakeAsync(CancellationToken cancellation)
    {
        if (Taken >= _there || await Channel.BasicGetAsync(_queue, autoAck: false, cancellation) is not { } message)
        {
            return null;
        }
        Taken++;
        return message;
    }

    /// <summary>Removes a message that was taken.</summary>
    public async Task RemoveAsync(BasicGetResult message, CancellationToken cancellation)
    {
        await Channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
        _removed++;
    }

    public async ValueTask DisposeAsync()
    {
        if (Channel.IsOpen && Taken > _removed)
        {
            await Channel.BasicNackAsync(AllUnacknowledged, multiple: true, requeue: true);
            // The broker does not say when it is done, and whoever looks before sees only some of them.
            for (int i = 0; i < GivingBackLooks && (await Channel.QueueDeclarePassiveAsync(_queue)).MessageCount < _there - _removed; i++)
            {
                await Task.Delay(GivingBackPause);
            }
        }
        await Channel.DisposeAsync();
    }
}
