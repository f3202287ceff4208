using Rampart.Learning.Data;

namespace Rampart.Stages;

/// <summary>The samples of a work item, kept in memory for the next item that reads the same shards.</summary>
public sealed class WarmSamples : IDisposable
{
    private WarmSamples(SampleSet samples) => Samples = samples;

    /// <summary>The samples of all shards, in the item's order.</summary>
    public SampleSet Samples { get; }

    /// <summary>Lends every shard <c>&lt;prefix&gt;.&lt;nnn&gt;</c> of the item's inputs as one set.</summary>
    public static WarmCache.Loan<WarmSamples> Borrow(StageContext context, string prefix)
    {
        IEnumerable<string> digests = context.Inputs.All
            .Where(input => input.Role.StartsWith(prefix + ".", StringComparison.Ordinal))
            .Select(input => input.Artifact.Digest);
        return context.Warm.Borrow($"samples:{string.Join('+', digests)}", () => new WarmSamples(Shards.ReadAll(context.Inputs, prefix)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Managed memory only: dropping the reference is all there is to do.
    }
}
