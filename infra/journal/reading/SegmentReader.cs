using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>Reads one segment, once, and checks it.</summary>
/// <param name="segment">The segment.</param>
/// <param name="digest">Makes digests with the reader's key.</param>
/// <param name="texts">Texts that were read before.</param>
/// <param name="damaged">Is told of everything that can't be read.</param>
sealed class SegmentReader(JournalSegment segment, BlockDigest digest, TextPool texts, Action<JournalDamage> damaged)
{
    readonly byte[] _last = new byte[BlockDigest.Bytes];
    bool _lastIsKnown = true;

    /// <summary>The segment.</summary>
    public JournalSegment Segment => segment;

    /// <summary>What the segment says of itself; null when that can't be read.</summary>
    public SegmentHeader? Header { get; private set; }

    /// <summary>Its seal; null when it has none, which is no damage: its process may still write it, or was killed.</summary>
    public SegmentSeal? Seal { get; private set; }

    /// <summary>The number of the first record.</summary>
    public long? FirstRecord { get; private set; }

    /// <summary>The number of the record that would follow.</summary>
    public long NextRecord { get; private set; }

    /// <summary>The digest of the last block before the seal, hexadecimal.</summary>
    public string? LastDigest { get; private set; }

    /// <summary>Whether the digests prove that whoever wrote the segment had the key.</summary>
    public bool IsProven => Header?.Key is { } key && key == digest.KeyName;

    /// <summary>Where the first block is that has not been read.</summary>
    public long Offset { get; private set; }

    /// <summary>The records that pass the filter, block by block.</summary>
    public IAsyncEnumerable<IReadOnlyList<JournalRecord>> ReadAsync(Stream bytes, JournalFilter filter, CancellationToken cancellation) =>
        ReadAsync(bytes, filter, isGrowing: false, cancellation);

    /// <summary>The records of the blocks that have been added since it was read last; a piece of a block at the end is left for the next time.</summary>
    /// <param name="bytes">The segment from <see cref="Offset"/> on.</param>
    /// <param name="filter">What to read.</param>
    /// <param name="cancellation">Gives up.</param>
    public IAsyncEnumerable<IReadOnlyList<JournalRecord>> ReadOnAsync(Stream bytes, JournalFilter filter, CancellationToken cancellation) =>
        ReadAsync(bytes, filter, isGrowing: true, cancellation);

    async IAsyncEnumerable<IReadOnlyList<JournalRecord>> ReadAsync(
        Stream bytes, JournalFilter filter, bool isGrowing, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var scanner = new BlockScanner(bytes, Offset, segment.Bytes, (offset, count) => Damaged(offset, NextRecord, $"{count} bytes are no part of a journal.")) { IsGrowing = isGrowing };
        if (Offset == 0)
        {
            ReadOnlyMemory<byte> magic = await scanner.TakeAsync(SegmentHeader.Magic.Length, cancellation);
            if (magic.Length == 0)
            {
                yield break; // begun, and nothing written yet
            }
            if (!magic.Span.SequenceEqual(SegmentHeader.Magic))
            {
                Damaged(0, null, "The segment does not begin as one does.");
            }
        }
        while (await scanner.NextAsync(cancellation) is { } block && (block.IsComplete || !isGrowing))
        {
            Offset = scanner.Offset;
            if (Read(block, filter) is { Count: > 0 } records)
            {
                yield return records;
            }
        }
        if (FirstRecord is null && !isGrowing)
        {
            Damaged(SegmentHeader.Magic.Length, null, "The segment has no header: its process was killed while it wrote it, or the segment was cut off.");
        }
    }

    IReadOnlyList<JournalRecord> Read(JournalBlock block, JournalFilter filter)
    {
        if (Seal is not null)
        {
            Damaged(block.Offset, block.Header.FirstRecord, "Something follows the segment's seal.");
        }
        bool isIntact = IsIntact(block);
        bool isInPlace = CheckPlace(block, isIntact);
        if (block.Header.Kind == BlockKind.Records)
        {
            return isInPlace ? Records(block, isIntact, filter) : [];
        }
        if (!isIntact)
        {
            Damaged(block.Offset, null, $"The segment's {(block.Header.Kind == BlockKind.Header ? "header" : "seal")} is damaged.");
        }
        else if (block.Header.Kind == BlockKind.Header)
        {
            ReadHeader(block);
        }
        else
        {
            ReadSeal(block);
        }
        return [];
    }

    void ReadHeader(JournalBlock block)
    {
        Header = SegmentHeader.Parse(block.Payload.Span);
        if (Header is not { Version: <= SegmentHeader.CurrentVersion })
        {
            Damaged(block.Offset, null, Header is null ? "The segment's header says nothing." : $"The segment has version {Header.Version} of the format; this version of Rampart reads up to {SegmentHeader.CurrentVersion}.");
        }
    }

    void ReadSeal(JournalBlock block)
    {
        Seal = SegmentSeal.Parse(block.Payload.Span);
        if (Seal is null || Seal.Records != NextRecord - (FirstRecord ?? NextRecord))
        {
            Damaged(block.Offset, null, "The seal does not fit what was read before it.");
        }
    }

    // The segment's header tells which key it is. When the reader does not have that key, only checksums vouch for the block.
    bool IsIntact(JournalBlock block)
    {
        if (!block.IsComplete || XxHash3.HashToUInt64(block.Payload.Span) != block.Header.PayloadHash)
        {
            return false;
        }
        if (block.Header.Kind == BlockKind.Header)
        {
            return FitsKey(block, SegmentHeader.Parse(block.Payload.Span)?.Key);
        }
        return Header is null ? FitsKey(block, null) || digest.KeyName is null || Fits(block, digest) : FitsKey(block, Header.Key);
    }

    bool FitsKey(JournalBlock block, string? key)
    {
        if (key is not null)
        {
            return key != digest.KeyName || Fits(block, digest);
        }
        using var keyless = new BlockDigest(null);
        return Fits(block, keyless);
    }

    static bool Fits(JournalBlock block, BlockDigest digest)
    {
        Span<byte> computed = stackalloc byte[BlockDigest.Bytes];
        digest.Of(block.Digested, computed);
        return CryptographicOperations.FixedTimeEquals(computed, block.Digest);
    }

    // Whether the block's records are new. What is missing before it is told.
    bool CheckPlace(JournalBlock block, bool isIntact)
    {
        long first = block.Header.FirstRecord;
        FirstRecord ??= first;
        NextRecord = Math.Max(NextRecord, FirstRecord.Value);
        bool isNew = first >= NextRecord;
        if (!isNew)
        {
            Damaged(block.Offset, first, $"The block of the records from {first} on is at another place than it was written.");
        }
        else if (first > NextRecord)
        {
            Damaged(block.Offset, NextRecord, $"Records {NextRecord} to {first - 1} are missing.");
        }
        else if (_lastIsKnown && !block.Previous.SequenceEqual(_last))
        {
            Damaged(block.Offset, first, "What was written before this block is not what is there.");
        }
        _lastIsKnown = isIntact;
        if (isIntact)
        {
            block.Digest.CopyTo(_last);
            LastDigest = block.Header.Kind == BlockKind.Seal ? LastDigest : Convert.ToHexStringLower(_last);
        }
        else
        {
            LastDigest = null;
        }
        return isNew;
    }

    List<JournalRecord> Records(JournalBlock block, bool isIntact, JournalFilter filter)
    {
        NextRecord = block.Header.FirstRecord + block.Header.Records;
        var records = new List<JournalRecord>();
        bool isTold = false;
        var scanner = new RecordScanner(block.Payload.Span, block.Header.FirstRecord, block.Header.Records);
        while (scanner.Next())
        {
            isTold |= TellDamage(block, scanner);
            try
            {
                if (new ContentReader(scanner.Content, texts).Read(Header?.Writer ?? Unknown, scanner.Number, filter) is { } record)
                {
                    records.Add(record);
                }
            }
            catch (InvalidDataException e)
            {
                Damaged(block.Offset, scanner.Number, e.Message);
            }
        }
        isTold |= TellDamage(block, scanner);
        if (isIntact || (isTold && digest.KeyName is null))
        {
            return records;
        }
        if (!isTold)
        {
            Damaged(block.Offset, block.Header.FirstRecord, "The digest of the block's records is not the one that was written, though each record fits its checksum: nobody can tell which is wrong.");
        }
        return [];
    }

    bool TellDamage(JournalBlock block, RecordScanner scanner)
    {
        if (scanner.DamagedAt is not { } at)
        {
            return false;
        }
        Damaged(block.Offset + BlockHeader.Bytes + at, scanner.DamagedNumber, block.IsComplete
            ? "A record is not what was written."
            : "The segment ends within a block: its process was killed while it wrote, or the segment was cut off.");
        return true;
    }

    static JournalWriter Unknown { get; } = new("unknown", "unknown", null, "unknown");

    void Damaged(long offset, long? record, string what) => damaged(new JournalDamage(segment.Name, offset, record, what));
}
