using System.Collections.Concurrent;
using Rampart.Stages;

namespace Rampart.Coordination;

/// <summary>Counts the messages that changed nothing, by the reason. A few are normal: whatever is delivered at least once is sometimes delivered twice.</summary>
public sealed class IgnoredMessages
{
    /// <summary>The run has ended.</summary>
    public const string Late = "late";

    /// <summary>The store has no such run.</summary>
    public const string UnknownRun = "unknown-run";

    /// <summary>The log says so already.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The plan does not state such an item, or with another execution key.</summary>
    public const string Stray = "stray";

    /// <summary>A part of the message is missing or out of bounds.</summary>
    public const string Malformed = "malformed";

    readonly ConcurrentDictionary<string, long> _counts = new();

    /// <summary>How many messages were ignored for this reason.</summary>
    public long this[string reason] => _counts.GetValueOrDefault(reason);

    /// <summary>Counts one.</summary>
    public void Add(string reason)
    {
        _counts.AddOrUpdate(reason, 1, static (_, count) => count + 1);
        Measurements.MessageIgnored(reason);
    }
}
