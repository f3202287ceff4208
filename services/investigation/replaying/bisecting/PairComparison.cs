using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares an item of one run with the same item of another from what both recorded; nothing is executed.</summary>
sealed class PairComparison(IArtifactStore artifacts)
{
    readonly OutputComparison _outputs = new(artifacts, artifacts);
    readonly StepComparison _steps = new(artifacts, artifacts);

    /// <summary>What differs: identity, the inputs that differ, the outputs.</summary>
    public async Task<ItemReport> CompareAsync(ItemPair pair, CancellationToken cancellation)
    {
        RecordedItem shown = pair.There ?? pair.Here!;
        IReadOnlyList<ArtifactReport> outputs = await _outputs.CompareAsync(pair.There?.Outputs ?? [], pair.Here?.Outputs ?? [], cancellation);
        return new ItemReport
        {
            Stage = shown.Order.Stage,
            Item = shown.Order.Item,
            Kind = shown.Order.Work.Kind,
            ExecutionKey = shown.Order.ExecutionKey,
            ReplayedKey = (pair.Here ?? shown).Order.ExecutionKey,
            MessageId = shown.MessageId,
            Source = shown.Source,
            Verdict = ItemVerdict.Differs,
            Artifacts = [.. await InputsAsync(pair, cancellation), .. outputs],
            FirstStep = await _steps.FindAsync(outputs, cancellation),
            Causes = Explained(pair),
            Recorded = shown.Recorded,
        };
    }

    /// <summary>The first pair of segments that part at a step that can be told.</summary>
    public async Task<TrainingDivergence?> TrainingAsync(IEnumerable<ItemPair> pairs, CancellationToken cancellation)
    {
        foreach (ItemPair pair in pairs.Where(pair => !pair.IsEqual && pair is { There: not null, Here: not null }))
        {
            IReadOnlyList<ArtifactReport> outputs = await _outputs.CompareAsync(pair.There!.Outputs ?? [], pair.Here!.Outputs ?? [], cancellation);
            if (await _steps.FindAsync(outputs, cancellation) is { } step)
            {
                return new TrainingDivergence(pair.There.Order.Stage, pair.There.Order.Item, step);
            }
        }
        return null;
    }

    static IReadOnlyList<Cause> Explained(ItemPair pair) => pair switch
    {
        { There: null } => [new Cause("item", null, pair.Here!.Order.ExecutionKey)],
        { Here: null } => [new Cause("item", pair.There!.Order.ExecutionKey, null)],
        _ => [.. Causes.Between(pair.There.Order.Work, pair.Here.Order.Work), .. Causes.Between(pair.There.Recorded, pair.Here.Recorded)],
    };

    // Everything that stands before the first divergent item is equal, so an input that differs came from outside.
    async Task<IReadOnlyList<ArtifactReport>> InputsAsync(ItemPair pair, CancellationToken cancellation)
    {
        if (pair is not { There: { } there, Here: { } here })
        {
            return [];
        }
        IReadOnlyList<ArtifactReport> inputs = await _outputs.CompareAsync(Named(there), Named(here), cancellation);
        return [.. inputs.Where(input => !input.IsEqual)];
    }

    static IReadOnlyList<NamedArtifact> Named(RecordedItem item) =>
        [.. item.Order.Work.Inputs.DistinctBy(input => input.Role).Select(input => input with { Role = $"input {input.Role}" })];
}
