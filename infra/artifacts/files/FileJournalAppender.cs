namespace Rampart.Artifacts.Files;

/// <summary>Writes one segment. What is written is the operating system's, which outlives the process; the disk gets it by flushing.</summary>
sealed class FileJournalAppender(string path) : IJournalAppender
{
    readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 1);
    bool _torn;

    public long Length { get; private set; }

    public bool IsFull => false;

    public Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (_torn)
        {
            // What a failed attempt left there, with a full disk for instance.
            RandomAccess.SetLength(_file.SafeFileHandle, Length);
        }
        _torn = true;
        RandomAccess.Write(_file.SafeFileHandle, bytes.Span, Length);
        _torn = false;
        Length += bytes.Length;
        return Task.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellation) => Task.Run(() => RandomAccess.FlushToDisk(_file.SafeFileHandle), cancellation);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
