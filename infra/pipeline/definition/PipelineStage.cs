namespace Rampart.Pipeline;

/// <summary>One stage of a pipeline, after rounds have been unrolled.</summary>
/// <param name="Name">Unique; stages of rounds are named <c>adpo/2/mine</c>.</param>
/// <param name="Kind">The kind's word.</param>
/// <param name="Parameters">An instance of the kind's parameters record, checked.</param>
/// <param name="Links">What it refers to, one entry per distinct text.</param>
/// <param name="Seed">First 8 bytes (big-endian) of SHA-256 over the pipeline's seed and the stage's name.</param>
/// <param name="Position">Where the file defines it.</param>
public sealed record PipelineStage(
    string Name, string Kind, object Parameters, IReadOnlyList<StageLink> Links, ulong Seed, SourcePosition Position)
{
    /// <summary>Where and in which numbers it computes, if not as the rest of the pipeline.</summary>
    public StageCompute? Compute { get; init; }
}
