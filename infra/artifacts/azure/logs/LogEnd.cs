using Azure;

namespace Rampart.Artifacts.Azure;

/// <summary>Where a run's log ends.</summary>
/// <param name="Segment">The number of its last segment.</param>
/// <param name="Bytes">The length of that segment.</param>
/// <param name="Blocks">How many blocks it has: each append is one.</param>
/// <param name="MostBlocks">How many it takes. It is full when it has so many, whoever looks.</param>
/// <param name="State">The segment's state; null when it does not exist yet.</param>
/// <param name="Entries">How many entries the log has in all.</param>
readonly record struct LogEnd(int Segment, long Bytes, int Blocks, int MostBlocks, ETag? State, long Entries)
{
    public bool IsFull => Blocks >= MostBlocks;

    /// <summary>The beginning of the segment that follows.</summary>
    public LogEnd Next(int mostBlocks) => new(Segment + 1, 0, 0, mostBlocks, null, Entries);

    /// <summary>The end after one more append.</summary>
    public LogEnd After(int bytes, int entries, ETag state) =>
        this with { Bytes = Bytes + bytes, Blocks = Blocks + 1, State = state, Entries = Entries + entries };
}
