using System.ComponentModel.DataAnnotations;

namespace Rampart.Journal;

/// <summary>What is journaled, and how long it is kept.</summary>
public sealed record JournalOptions
{
    /// <summary>Whether this process journals its messages.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// A secret that the journal's digests are made with: whoever changes a journal and does not have it is found out. The same for all
    /// processes of a store; without it only accidents are found out for certain.
    /// </summary>
    [DataType(DataType.Password)]
    public string? Key { get; init; }

    /// <summary>How long segments are kept.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many bytes of segments a store keeps; the oldest go first.</summary>
    [Range(1 << 20, long.MaxValue)]
    public long MaxBytes { get; init; } = 16L << 30;

    /// <summary>When a segment has so many bytes, the next one begins.</summary>
    [Range(1 << 16, 1 << 30)]
    public int SegmentBytes { get; init; } = 64 << 20;

    /// <summary>Whether the broker keeps all messages in a stream as well, against which the journal can be checked.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>How long the broker's stream keeps messages; part of the queue, so it can be changed only by deleting it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan StreamMaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many bytes the broker's stream keeps; part of the queue, so it can be changed only by deleting it.</summary>
    [Range(1 << 20, long.MaxValue)]
    public long StreamMaxBytes { get; init; } = 2L << 30;
}
