using System.Text;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests.Files;

/// <summary>What a crash or a full disk may leave of an append to a file.</summary>
public sealed class FileLogTests : IAsyncDisposable
{
    const string Run = Some.Run;
    readonly FolderStore _store = new();

    string LogFile => _store.PathOf(_store.LogName(Run));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task An_append_that_was_torn_anywhere_is_no_entry_at_all_and_the_next_append_removes_it()
    {
        RunEvent[] events = [.. Enumerable.Range(1, 3).Select(i => new RunCancelled($"{i}"))];
        await _store.Logs.AppendAsync(Run, 0, [new RunCancelled("0")], default);
        long before = new FileInfo(LogFile).Length;
        await _store.Logs.AppendAsync(Run, 1, events, default);
        byte[] whole = File.ReadAllBytes(LogFile);
        for (long length = before; length < whole.Length; length++)
        {
            File.WriteAllBytes(LogFile, whole[..(int)length]);
            await using TestStore other = _store.OpenAgain();
            Assert.Single(await other.Logs.ReadAsync(Run, default));
            Assert.Equal(0, (await other.Logs.LastAsync(Run, default))!.Sequence);
        }

        Assert.False(await _store.Logs.AppendAsync(Run, 4, events, default));
        Assert.True(await _store.Logs.AppendAsync(Run, 1, [new RunCompleted()], default));
        Assert.Equal(2, File.ReadAllLines(LogFile).Length);
        Assert.IsType<RunCompleted>((await _store.Logs.ReadAsync(Run, default))[1].Event);
    }

    [Fact]
    public async Task An_append_whose_remains_are_longer_than_any_window_does_not_hide_the_last_entry()
    {
        await _store.Logs.AppendAsync(Run, 0, [new RunCancelled("0"), new RunCancelled("1")], default);
        string torn = $$"""{"sequence":2,"time":"2026-01-01T00:00:00Z","event":{"event":"run-cancelled","reason":"{{new string('x', 1_000_000)}}"},"more":1}""";
        File.AppendAllText(LogFile, torn + "\n" + torn[..500_000], new UTF8Encoding(false));
        Assert.Equal(1, (await _store.Logs.LastAsync(Run, default))!.Sequence);
    }

    [Fact]
    public async Task The_last_entry_of_a_long_log_is_found_without_reading_the_log()
    {
        await _store.Logs.AppendAsync(Run, 0, [new RunCancelled("first")], default);
        byte[] line = File.ReadAllBytes(LogFile);

        // A hole of 64 GiB: whoever read it would not come back.
        using (FileStream log = File.OpenWrite(LogFile))
        {
            log.SetLength(1L << 36);
            log.Seek(0, SeekOrigin.End);
            log.Write("\n"u8);
            log.Write(line);
        }
        Assert.Equal("first", ((RunCancelled)(await _store.Logs.LastAsync(Run, default))!.Event).Reason);
    }
}
