namespace Rampart.Pipeline.Arrivals;

/// <summary>A file that has arrived and is not read.</summary>
/// <param name="File">Its name below the place.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What was found, in words.</param>
/// <param name="Figure">The number that decided, if one did.</param>
public sealed record RefusedFile(string File, RefusalReason Reason, string Detail, long? Figure = null);

/// <summary>Why a file is not read.</summary>
public enum RefusalReason
{
    /// <summary>Its name is none that a shard may have, or one that another file has already.</summary>
    BadName,

    /// <summary>It is of no kind that is read.</summary>
    UnknownFormat,

    /// <summary>It has more bytes than allowed.</summary>
    TooLarge,

    /// <summary>It is one more than a run takes.</summary>
    TooMany,

    /// <summary>It can't be opened.</summary>
    Unreachable,
}
