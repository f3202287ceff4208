using RabbitMQ.Client;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Faults;

/// <summary>
/// The dead letters of the shared queues. Looking takes all messages from the queue without acknowledging them and then gives them back, in
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
        await ForEachAsync((held, queue, message) =>
        {
            if (held.Taken <= most)
            {
                letters.Add(DeadLetterReader.Summary(queue, message));
            }
            return Task.CompletedTask;
        }, cancellation);
        return letters;
    }

    /// <summary>The dead letter of this id, or of this message id; null when there is none.</summary>
    /// <exception cref="BusException">The broker can't be used.</exception>
    public async Task<DeadLetterContent?> FindAsync(string id, CancellationToken cancellation)
    {
        DeadLetterContent? found = null;
        await ForEachAsync((_, queue, message) =>
        {
            DeadLetter letter = DeadLetterReader.Summary(queue, message);
            if (found is null && (letter.Id == id || letter.MessageId == id))
            {
                found = DeadLetterReader.Content(letter, message);
            }
            return Task.CompletedTask;
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
        await ForEachAsync(async (held, queue, message) =>
        {
            if (chosen(DeadLetterReader.Summary(queue, message)))
            {
                await before(held.Channel, queue, message, cancellation);
                await held.RemoveAsync(message, cancellation);
                removed++;
            }
        }, cancellation);
        return removed;
    }

    // A message that is given back goes behind those that were given back before, so all are taken: only then the order stays.
    async Task ForEachAsync(Func<HeldLetters, string, BasicGetResult, Task> look, CancellationToken cancellation)
    {
        await using IConnection connection = await broker.OpenAsync("rampart faults", cancellation);
        foreach (string queue in queues)
        {
            await using var held = await HeldLetters.OpenAsync(connection, QueueNames.DeadLetters(queue), cancellation);
            while (await held.TakeAsync(cancellation) is { } message)
            {
                await look(held, queue, message);
            }
        }
    }
}
