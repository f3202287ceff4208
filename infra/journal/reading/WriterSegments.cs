using System.Runtime.CompilerServices;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>The segments of one process in their order, and what must hold between them.</summary>
/// <param name="store">Where they are.</param>
/// <param name="segments">The segments with their names, in order.</param>
/// <param name="digest">Makes digests with the reader's key.</param>
/// <param name="damaged">Is told of everything that can't be read.</param>
/// <param name="hasRead">Is told of each segment that has been read to its end.</param>
sealed class WriterSegments(
    IJournalStore store, IReadOnlyList<(SegmentName Name, JournalSegment Segment)> segments, BlockDigest digest, Action<JournalDamage> damaged,
    Action<JournalSegment, SegmentReader> hasRead)
{
    readonly TextPool _texts = new();
    SegmentReader? _before;
    SegmentName? _beforeName;
    string? _empty;

    /// <summary>The segments of each process.</summary>
    public static IReadOnlyList<WriterSegments> Of(
        IJournalStore store, IEnumerable<JournalSegment> segments, BlockDigest digest, Action<JournalDamage> damaged, Action<JournalSegment, SegmentReader> hasRead)
    {
        var named = new List<(SegmentName Name, JournalSegment Segment)>();
        foreach (JournalSegment segment in segments)
        {
            if (SegmentName.Parse(segment.Name) is { } name)
            {
                named.Add((name, segment));
            }
            else
            {
                damaged(new JournalDamage(segment.Name, 0, null, "This is not the name of a segment; nothing of it is read."));
            }
        }
        return [.. named.GroupBy(segment => segment.Name.Writer).Select(writer =>
            new WriterSegments(store, [.. writer.OrderBy(segment => segment.Name.Number)], digest, damaged, hasRead))];
    }

    /// <summary>The records that pass the filter, block by block; before each segment, an empty list with the time at which it begins.</summary>
    public async IAsyncEnumerable<(DateTimeOffset From, IReadOnlyList<JournalRecord> Records)> ReadAsync(
        JournalFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach ((SegmentName name, JournalSegment segment) in segments)
        {
            yield return (name.Started, []);
            // A process may have been killed before it wrote anything. And retention may remove a segment at any time; that is no damage.
            _empty = segment.Bytes == 0 ? segment.Name : _empty;
            if (segment.Bytes == 0 || await store.OpenAsync(segment.Name, 0, cancellation) is not { } bytes)
            {
                continue;
            }
            await using (bytes)
            {
                var reader = new SegmentReader(segment, digest, _texts, damaged);
                await foreach (IReadOnlyList<JournalRecord> records in reader.ReadAsync(bytes, filter, cancellation))
                {
                    yield return (records[0].Time, records);
                }
                CheckOrder(name, segment, reader);
                hasRead(segment, reader);
                (_before, _beforeName) = (reader, name);
            }
        }
        if (_before?.Seal?.Next is { } next)
        {
            damaged(new JournalDamage(next, 0, _before.NextRecord, "The segment is missing: the one before it names it."));
        }
    }

    void CheckOrder(SegmentName name, JournalSegment segment, SegmentReader reader)
    {
        if (_empty is not null && reader.Header?.Previous == _empty)
        {
            damaged(new JournalDamage(_empty, 0, _before?.NextRecord, "The segment is empty, but the next one follows on it: all of it was cut off."));
            return;
        }
        if (_before is null || _beforeName is not { } before)
        {
            return; // whatever was before it, retention has removed
        }
        if (name.Number != before.Number + 1)
        {
            damaged(new JournalDamage(segment.Name, 0, _before.NextRecord, $"The {name.Number - before.Number - 1} segments before it are missing."));
        }
        else if (reader.Header?.PreviousDigest is { } stated && _before.LastDigest is { } found && stated != found)
        {
            damaged(new JournalDamage(_before.Segment.Name, _before.Segment.Bytes, _before.NextRecord, "The segment does not end as it did when the next one began: it was cut off or changed."));
        }
        else if (reader.FirstRecord is { } first && first != _before.NextRecord)
        {
            damaged(new JournalDamage(segment.Name, 0, _before.NextRecord, $"Its first record is {first}, but {_before.NextRecord} would follow."));
        }
    }
}
