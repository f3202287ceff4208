using System.Collections;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Benchmarks;

/// <summary>The log of one run in memory. Finished items are kept packed, so that the log does not hide what the state weighs.</summary>
sealed class MemoryLog : IRunLogStore, IReadOnlyList<RunLogEntry>
{
    readonly List<object> _entries = [];
    IReadOnlyList<NamedArtifact>? _sample;

    public int Count => _entries.Count;

    public RunLogEntry this[int index] => new(index, default, _entries[index] is PackedItem item ? item.Unpack() : (RunEvent)_entries[index]);

    public Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        if (expectedLength != _entries.Count)
        {
            return Task.FromResult(false);
        }
        _entries.AddRange(events.Select(next => next is ItemCompleted item ? (object)Pack(item) : next));
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<RunLogEntry>>(this);

    public Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => Task.FromResult(Count == 0 ? null : this[Count - 1]);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    public IEnumerator<RunLogEntry> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    PackedItem Pack(ItemCompleted item)
    {
        _sample = PackedArtifacts.Of(item.Outputs, _sample);
        return new PackedItem(item.Stage, item.Item, Convert.FromHexString(item.ExecutionKey), _sample);
    }

    sealed record PackedItem(string Stage, string Item, byte[] Key, IReadOnlyList<NamedArtifact> Outputs)
    {
        public ItemCompleted Unpack() => new(Stage, Item, Convert.ToHexStringLower(Key), Outputs, Cached: false);
    }
}
