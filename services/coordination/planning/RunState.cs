using System.Collections.Immutable;
using Rampart.Contracts;
using Rampart.Pipeline.Planning;

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

    /// <summary>What became of the run's model (<see cref="RunPromoted"/> or <see cref="RunRejected"/>); null while that is open, and for a run that promotes none.</summary>
    public RunEvent? Promotion { get; private init; }

    /// <summary>How often the run was reopened after it had failed.</summary>
    public int Generation { get; private init; }

    /// <summary>How often each item's result was lost since the run was last reopened; items that never lost theirs are absent.</summary>
    public ImmutableDictionary<ItemId, int> Losses { get; private init; } = ImmutableDictionary<ItemId, int>.Empty;

    /// <summary>What is known of the verifications.</summary>
    public VerificationLedger Verification { get; private init; } = VerificationLedger.Empty;

    /// <summary>How many events said nothing new: duplicates, and whatever came after the end.</summary>
    public long Ignored { get; private init; }

    /// <summary>The state after all these events.</summary>
    public static RunState Fold(IEnumerable<RunEvent> events) => events.Aggregate(Empty, (state, next) => state.Apply(next));

    /// <summary>The state after one more event.</summary>
    /// <exception cref="InvalidOperationException">
    /// The event takes a result from a stage that has been summarised, and so forgotten its items: fold the log anew.
    /// </exception>
    public RunState Apply(RunEvent next) => (Started, Ending, next) switch
    {
        (null, _, RunStarted started) => this with { Started = started },
        (_, RunFailed, RunReopened reopened) => Reopen(reopened),
        (null, _, _) or (_, not null, _) => Ignore(),
        (_, _, ItemCompleted completed) => Complete(completed),
        (_, _, ItemFailed failed) => Fail(failed),
        (_, _, ItemLost lost) => Lose(lost),
        (_, _, ItemVerified verified) => Take(Verification.Confirm(
            new ItemId(verified.Stage, verified.Item), verified.ExecutionKey, IsFinished(new ItemId(verified.Stage, verified.Item)))),
        (_, _, ItemDisagreed disagreed) => Take(Verification.Deny(disagreed)),
        (_, _, RunPromoted or RunRejected) => Promotion is null ? this with { Promotion = next } : Ignore(),
        (_, _, RunCompleted or RunFailed or RunCancelled) => this with { Ending = next },
        _ => Ignore(),
    };

    /// <summary>What is known of a stage.</summary>
    public StageLedger this[string stage] => Stages.GetValueOrDefault(stage, StageLedger.Empty);

    /// <summary>Whether an item has a result, or is not needed because its stage is complete without it.</summary>
    public bool IsFinished(ItemId id) => this[id.Stage] is var ledger && (ledger.IsComplete || ledger.Finished.ContainsKey(id.Item));

    /// <summary>Replaces what is known of a finished stage's items by what the stage as a whole offers.</summary>
    public RunState Summarise(string stage, IEnumerable<NamedArtifact> outputs) => With(stage, this[stage] with
    {
        Finished = StageLedger.Empty.Finished,
        Sample = null,
        Outputs = PackedArtifacts.Of(outputs),
    });

    RunState Complete(ItemCompleted completed)
    {
        var id = new ItemId(completed.Stage, completed.Item);
        var ledger = this[completed.Stage];
        if (IsFinished(id) || (ledger.WasBuiltOn && ledger.Failed.ContainsKey(completed.Item)))
        {
            return Ignore();
        }
        var outputs = PackedArtifacts.Of(completed.Outputs, ledger.Sample);
        return With(completed.Stage, ledger with
        {
            Finished = ledger.Finished.Add(completed.Item, outputs),
            Sample = outputs,
            Failed = ledger.Failed.Remove(completed.Item),
            Done = ledger.Done + 1,
            Cached = ledger.Cached + (completed.Cached && !Losses.ContainsKey(id) ? 1 : 0),
        }) with
        {
            Verification = VerificationSample.Includes(Started!.Verification, completed.ExecutionKey) ? Verification.Expect(id, completed.ExecutionKey) : Verification,
        };
    }

    // A result stands whatever failed before or after it: equal work gives equal results, so one success settles it.
    RunState Fail(ItemFailed failed)
    {
        var ledger = this[failed.Stage];
        return IsFinished(new ItemId(failed.Stage, failed.Item)) || ledger.Failed.ContainsKey(failed.Item)
            ? Ignore()
            : With(failed.Stage, ledger with { Failed = ledger.Failed.Add(failed.Item, failed.Failure) });
    }

    RunState Lose(ItemLost lost)
    {
        var id = new ItemId(lost.Stage, lost.Item);
        var ledger = this[lost.Stage];
        if (ledger.IsComplete)
        {
            throw new InvalidOperationException($"Stage {lost.Stage} has been summarised; fold the run's log anew to take an item from it.");
        }
        return ledger.Finished.ContainsKey(lost.Item)
            ? With(lost.Stage, ledger with { Finished = ledger.Finished.Remove(lost.Item), Done = ledger.Done - 1, WasBuiltOn = true })
                with { Losses = Losses.SetItem(id, Losses.GetValueOrDefault(id) + 1), Verification = Verification.Forget(id) }
            : Ignore();
    }

    RunState Reopen(RunReopened reopened) => this with
    {
        Ending = null,
        Generation = Generation + 1,
        Losses = Losses.ToImmutableDictionary(loss => loss.Key, _ => 0),
        Verification = Verification.Reopen(),
        Stages = Stages.SetItems(reopened.Stages.Where(Stages.ContainsKey).Select(stage =>
            KeyValuePair.Create(stage, this[stage] with { Failed = StageLedger.Empty.Failed }))),
    };

    RunState Take(VerificationLedger verification) => ReferenceEquals(verification, Verification) ? Ignore() : this with { Verification = verification };

    RunState Ignore() => this with { Ignored = Ignored + 1 };

    RunState With(string stage, StageLedger ledger) => this with { Stages = Stages.SetItem(stage, ledger) };
}
