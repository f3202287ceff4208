using System.Collections.Immutable;
using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>
/// The state of a run: the fold over its log. Events may come twice, late, and in any order between start and end; what they add up to
/// is the same. An event that says nothing new is counted and changes nothing else.
/// </summary>
public sealed record RunState
{
    /// <summary>Before the first event.</summary>
    public static RunState Empty { get; } = new();

    /// <summary>How the run was started; null before.</summary>
    public RunStarted? Started { get; private init; }

    /// <summary>What is known of each stage, by flat name; stages of which nothing is known are absent.</summary>
    public ImmutableDictionary<string, StageLedger> Stages { get; private init; } =
        ImmutableDictionary.Create<string, StageLedger>(StringComparer.Ordinal);

    /// <summary>How the run ended (<see cref="RunCompleted"/>, <see cref="RunFailed"/> or <see cref="RunCancelled"/>); null while it goes on.</summary>
    public RunEvent? Ending { get; private init; }

    /// <summary>How many events said nothing new: duplicates, and whatever came after the end.</summary>
    public long Ignored { get; private init; }

    /// <summary>The state after all these events.</summary>
    public static RunState Fold(IEnumerable<RunEvent> events) => events.Aggregate(Empty, (state, next) => state.Apply(next));

    /// <summary>The state after one more event.</summary>
    public RunState Apply(RunEvent next) => (Started, Ending, next) switch
    {
        (null, _, RunStarted started) => this with { Started = started },
        (null, _, _) or (_, not null, _) => this with { Ignored = Ignored + 1 },
        (_, _, ItemCompleted completed) => Complete(completed),
        (_, _, ItemFailed failed) => Fail(failed),
        (_, _, RunCompleted or RunFailed or RunCancelled) => this with { Ending = next },
        _ => this with { Ignored = Ignored + 1 },
    };

    /// <summary>What is known of a stage.</summary>
    public StageLedger this[string stage] => Stages.GetValueOrDefault(stage, StageLedger.Empty);

    /// <summary>Whether an item has a result.</summary>
    public bool IsFinished(ItemId id) => this[id.Stage] is var ledger && (ledger.Outputs is not null || ledger.Finished.ContainsKey(id.Item));

    /// <summary>Replaces what is known of a finished stage's items by what the stage as a whole offers.</summary>
    public RunState Summarise(string stage, IReadOnlyList<NamedArtifact> outputs) =>
        With(stage, this[stage] with { Finished = StageLedger.Empty.Finished, Failed = StageLedger.Empty.Failed, Outputs = outputs });

    RunState Complete(ItemCompleted completed)
    {
        if (IsFinished(new ItemId(completed.Stage, completed.Item)))
        {
            return this with { Ignored = Ignored + 1 };
        }
        var ledger = this[completed.Stage];
        return With(completed.Stage, ledger with
        {
            Finished = ledger.Finished.Add(completed.Item, completed.Outputs),
            Failed = ledger.Failed.Remove(completed.Item),
            Done = ledger.Done + 1,
            Cached = ledger.Cached + (completed.Cached ? 1 : 0),
        });
    }

    // A result stands whatever failed before or after it: equal work gives equal results, so one success settles it.
    RunState Fail(ItemFailed failed)
    {
        var ledger = this[failed.Stage];
        return IsFinished(new ItemId(failed.Stage, failed.Item)) || ledger.Failed.ContainsKey(failed.Item)
            ? this with { Ignored = Ignored + 1 }
            : With(failed.Stage, ledger with { Failed = ledger.Failed.Add(failed.Item, failed.Failure) });
    }

    RunState With(string stage, StageLedger ledger) => this with { Stages = Stages.SetItem(stage, ledger) };
}
