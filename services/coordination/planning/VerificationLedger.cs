using System.Collections.Immutable;
using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>What is known of a run's verifications. It holds those that are pending, not those that were done, so that it stays small.</summary>
public sealed record VerificationLedger
{
    static readonly Comparer<ItemId> ByName = Comparer<ItemId>.Create((one, other) =>
        string.CompareOrdinal(one.Stage, other.Stage) is var stages && stages != 0 ? stages : string.CompareOrdinal(one.Item, other.Item));

    /// <summary>No item was chosen yet.</summary>
    public static VerificationLedger Empty { get; } = new();

    /// <summary>The items with a result that was not confirmed yet, and the execution key of each.</summary>
    public ImmutableSortedDictionary<ItemId, string> Pending { get; private init; } = ImmutableSortedDictionary.Create<ItemId, string>(ByName);

    /// <summary>Why results could not be confirmed. Any of them ends the run.</summary>
    public ImmutableSortedDictionary<ItemId, ItemDisagreed> Disagreed { get; private init; } = ImmutableSortedDictionary.Create<ItemId, ItemDisagreed>(ByName);

    /// <summary>How many results were confirmed.</summary>
    public int Verified { get; private init; }

    // Confirmed before the log had their result, which happens only where entries are looked at out of order.
    ImmutableHashSet<(ItemId Item, string Key)> Early { get; init; } = [];

    /// <summary>An item that was chosen has a result.</summary>
    internal VerificationLedger Expect(ItemId item, string executionKey) => Early.Contains((item, executionKey))
        ? this with { Early = Early.Remove((item, executionKey)), Verified = Verified + 1 }
        : this with { Pending = Pending.SetItem(item, executionKey) };

    /// <summary>A result was confirmed; the same ledger when that is nothing new.</summary>
    internal VerificationLedger Confirm(ItemId item, string executionKey, bool hasResult) =>
        Pending.TryGetValue(item, out string? key) && key == executionKey ? this with { Pending = Pending.Remove(item), Verified = Verified + 1 }
        : hasResult || Early.Contains((item, executionKey)) ? this
        : this with { Early = Early.Add((item, executionKey)) };

    /// <summary>A result could not be confirmed; the same ledger when that is nothing new.</summary>
    internal VerificationLedger Deny(ItemDisagreed disagreed) => new ItemId(disagreed.Stage, disagreed.Item) is var item && Disagreed.ContainsKey(item)
        ? this
        : this with { Disagreed = Disagreed.Add(item, disagreed) };

    /// <summary>An item has no result any more.</summary>
    internal VerificationLedger Forget(ItemId item) => Pending.ContainsKey(item) ? this with { Pending = Pending.Remove(item) } : this;

    /// <summary>What was not confirmed gets another chance.</summary>
    internal VerificationLedger Reopen() => this with
    {
        Disagreed = Disagreed.Clear(),
        Pending = Pending.SetItems(Disagreed.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ExecutionKey))),
    };
}
