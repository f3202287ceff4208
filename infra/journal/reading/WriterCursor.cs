using Rampart.Contracts;

namespace Rampart.Journal.Reading;

/// <summary>Where reading of one process's records has come to.</summary>
/// <param name="blocks">The records, block by block.</param>
sealed class WriterCursor(IAsyncEnumerable<(DateTimeOffset From, IReadOnlyList<JournalRecord> Records)> blocks) : IAsyncDisposable
{
    readonly IAsyncEnumerator<(DateTimeOffset From, IReadOnlyList<JournalRecord> Records)> _blocks = blocks.GetAsyncEnumerator();
    bool _isAtSegment;
    int _next;

    /// <summary>When its turn is.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>Whether there is a further turn; reads on if that is needed to know. A segment's beginning is a turn of its own, so that no segment is open before it has to be.</summary>
    public async ValueTask<bool> HasMoreAsync()
    {
        if (_isAtSegment || _next == 0 || _next >= _blocks.Current.Records.Count)
        {
            if (!await _blocks.MoveNextAsync())
            {
                return false;
            }
            _next = 0;
        }
        (DateTimeOffset from, IReadOnlyList<JournalRecord> records) = _blocks.Current;
        _isAtSegment = records.Count == 0;
        Time = _isAtSegment ? from : records[_next].Time;
        return true;
    }

    /// <summary>Takes the record whose turn it is; null at the beginning of a segment.</summary>
    public JournalRecord? TakeRecord() => _isAtSegment ? null : _blocks.Current.Records[_next++];

    public ValueTask DisposeAsync() => _blocks.DisposeAsync();
}
