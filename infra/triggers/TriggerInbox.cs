using System.Collections.Concurrent;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>The inbox over the watches of a store. Causes that are handed in while others are written are written together, in one document.</summary>
public sealed class TriggerInbox(WatchRegister register, WatchLogs logs) : ITriggerInbox
{
    readonly ConcurrentDictionary<string, CauseBatches> _batches = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="TriggerException">There is no such watch, too many causes wait already, or one is none.</exception>
    public async Task<int> AcceptAsync(string watch, IReadOnlyList<TriggerCause> causes, CancellationToken cancellation)
    {
        CauseCheck.ThrowIfUnsound(causes);
        if (!_batches.TryGetValue(watch, out CauseBatches? batches))
        {
            // Its name becomes part of documents' names, so it must be one that was registered.
            if (!RunIds.IsValid(watch) || await register.FindAsync(watch, cancellation) is null)
            {
                throw new TriggerException($"There is no watch \"{watch}\". `rampart triggers ls` lists those that there are.");
            }
            batches = _batches.GetOrAdd(watch, name => new CauseBatches(logs[name]));
        }
        return await batches.AcceptAsync(causes, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WatchedPlace>> PlacesAsync(CancellationToken cancellation) =>
        [.. (await register.ListAsync(cancellation)).Values.SelectMany(watch => watch.Places)];
}
