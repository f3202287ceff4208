using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Faults;

/// <summary>
/// The dead letters of the shared queues. Looking takes the messages from the queue without acknowledging them and then gives them back, in
/// their order; meanwhile others do not see them. Nothing that is done here loses a message, whenever it is interrupted.
/// </summary>
/// <param name="broker">The broker.</param>
/// <param name="queues">The shared queues.</param>
public sealed class DeadLetters(BrokerConnection broker, IReadOnlyList<string> queues)
{
    /// <summary>The dead letters, oldest first within each queue.</summary>
    /// <param name="most">How many to list at most, of each queue.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="BusException">The broker can't be used.</exception>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int most, CancellationToken cancellation)
    {
        var letters = new List<DeadLetter>();
        await ForEachAsync(most, (_, queue, message) =>
        {
            letters.Add(DeadLetterReader.Summary(queue, message));
            return Task.FromResult(true);
        }, cancellation);
        return letters;
    }

    /// <summary>The dead letter of this id, or of this message id; null when there is none.</summary>
    /// <exception cref="BusException">The broker can't be used.</exception>
    public async Task<DeadLetterContent?> FindAsync(string id, CancellationToken cancellation)
    {
        DeadLetterContent? found = null;
        await ForEachAsync(int.MaxValue, (_, queue, message) =>
        {
            DeadLetter letter = DeadLetterReader.Summary(queue, message);
            if (letter.Id == id || letter.MessageId == id)
            {
                found = DeadLetterReader.Content(letter, message);
            }
            return Task.FromResult(found is null);
        }, cancellation);
        return found;
    }

    /// <summary>
    /// Sends the chosen ones to the queues that they were on, as they were, and removes them once the broker has confirmed that. Interrupted
    /// in between, a message is in both places; handling it twice is harmless.
    /// </summary>
    /// <returns>How many were sent.</returns>
    /// <exception cref="BusException">The broker can't be used.</exception>
    public Task<int> RetryAsync(Func<DeadLetter, bool> chosen, CancellationToken cancellation) => RemoveAsync(chosen, Resending.SendAsync, cancellation);

    /// <summary>Removes the chosen ones for good.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="BusException">The broker can't be used.</exception>
    public Task<int> DiscardAsync(Func<DeadLetter, bool> chosen, CancellationToken cancellation) =>
        RemoveAsync(chosen, (_, _, _, _) => Task.CompletedTask, cancellation);

    async Task<int> RemoveAsync(
        Func<DeadLetter, bool> chosen, Func<IChannel, string, BasicGetResult, CancellationToken, Task> before, CancellationToken cancellation)
    {
        int removed = 0;
        await ForEachAsync(int.MaxValue, async (channel, queue, message) =>
        {
            if (chosen(DeadLetterReader.Summary(queue, message)))
            {
                await before(channel, queue, message, cancellation);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
                removed++;
            }
            return true;
        }, cancellation);
        return removed;
    }

    async Task ForEachAsync(long most, Func<IChannel, string, BasicGetResult, Task<bool>> look, CancellationToken cancellation)
    {
        await using IConnection connection = await broker.OpenAsync("rampart faults", cancellation);
        foreach (string queue in queues)
        {
            // Closing the channel gives back whatever was not acknowledged.
            await using IChannel channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
            // Retried messages may come back at once: those that are there now are all that is looked at.
            long there = await CountAsync(channel, QueueNames.DeadLetters(queue), cancellation);
            for (long i = 0; i < Math.Min(there, most); i++)
            {
                if (await channel.BasicGetAsync(QueueNames.DeadLetters(queue), autoAck: false, cancellation) is not { } message)
                {
                    break;
                }
                if (!await look(channel, queue, message))
                {
                    return;
                }
            }
        }
    }

    static async Task<long> CountAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellation)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0; // no process has used the queue yet
        }
    }
}
