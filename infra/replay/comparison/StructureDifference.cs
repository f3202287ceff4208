namespace Rampart.Replay;

/// <summary>The two have different parts, so there are no values to compare: a tensor or record that only one has, another shape or type.</summary>
/// <param name="What">The parts that differ, in one sentence.</param>
public sealed record StructureDifference(string What) : Difference
{
    /// <inheritdoc/>
    public override string Describe() => What;
}
