using System.Collections.Concurrent;
using Rampart.Artifacts;

namespace Rampart.Triggers;

/// <summary>The logs of a store's watches, one of each in a process: what one of its parts has read, the others need not.</summary>
public sealed class WatchLogs(IDocumentStore documents, TimeProvider time) : IDisposable
{
    readonly ConcurrentDictionary<string, WatchLog> _logs = new(StringComparer.Ordinal);

    /// <summary>The log of a watch.</summary>
    public WatchLog this[string watch] => _logs.GetOrAdd(watch, name => new WatchLog(documents, time, name));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WatchLog log in _logs.Values)
        {
            log.Dispose();
        }
    }
}
