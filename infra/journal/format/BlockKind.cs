namespace Rampart.Journal.Format;

/// <summary>What a block of a segment holds.</summary>
enum BlockKind : byte
{
    /// <summary>Who writes the segment and what was before it; the first block.</summary>
    Header = 1,

    /// <summary>Records.</summary>
    Records = 2,

    /// <summary>That nothing follows.</summary>
    Seal = 3,
}
