namespace Rampart.Preprocessing;

/// <summary>Why something that arrived is kept out.</summary>
public enum QuarantineReason
{
    /// <summary>The file's name is none that a shard may have.</summary>
    BadName,

    /// <summary>The file is of no kind that is read here.</summary>
    UnknownFormat,

    /// <summary>The file has more bytes than allowed; the figure is how many.</summary>
    TooLarge,

    /// <summary>More files have arrived than a run takes; the figure is how many it takes.</summary>
    TooMany,

    /// <summary>The file was listed, but can't be opened.</summary>
    Unreachable,

    /// <summary>Images have arrived without labels, or labels without images.</summary>
    Incomplete,

    /// <summary>The files are damaged, cut short, or do not belong together.</summary>
    Undecodable,

    /// <summary>The images have another size than those of the reference.</summary>
    WrongShape,

    /// <summary>The classes of the shard occur in other proportions than in the reference; the figure is the effect (Cohen's w).</summary>
    LabelDrift,

    /// <summary>The label is no class; the figure is the label.</summary>
    UnknownLabel,

    /// <summary>All pixels have one value; the figure is that value.</summary>
    Blank,

    /// <summary>The same pixels have come before.</summary>
    Duplicate,

    /// <summary>The same pixels have come before with another label; the figure is that label.</summary>
    ConflictingLabel,

    /// <summary>An image that looks the same has come before; the figure is how many bits of the perceptual hashes differ.</summary>
    NearDuplicate,

    /// <summary>The most similar images of the reference agree on another label; the figure is how many of them.</summary>
    SuspectLabel,
}
