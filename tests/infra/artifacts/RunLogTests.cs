using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

public sealed class RunLogTests : IDisposable
{
    const string Run = "fashion-mnist-01234567-1";
    readonly TemporaryStore _store = new();

    string LogFile => Path.Combine(_store.Root, "runs", Run, "log");

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Events_come_back_in_order_as_they_were_appended()
    {
        RunEvent[] events =
        [
            new RunStarted(Run, await _store.Write("name: x"), [new NamedArtifact("source/images/train", await _store.Write("y"))], "cpu-float32", "0.1.0"),
            new ItemCompleted("images", "train-000", TemporaryStore.Key('a'), [new NamedArtifact("shard", await _store.Write("z"))], Cached: true),
            new ItemFailed("mine", "train-000", TemporaryStore.Key('b'), new Failure("What", "Where", "Fix", Permanent: true)),
            new RunFailed(new Failure("What\nnext", "Where", "Fix", Permanent: false)),
            new RunCancelled("enough"),
            new RunCompleted(),
        ];
        for (int i = 0; i < events.Length; i++)
        {
            Assert.True(await _store.Logs.AppendAsync(Run, i, [events[i]], default));
        }
        _store.Reopen();

        IReadOnlyList<RunLogEntry> entries = await _store.Logs.ReadAsync(Run, default);
        Assert.Equal(Enumerable.Range(0, events.Length).Select(i => (long)i), entries.Select(e => e.Sequence));
        Assert.Equivalent(events, entries.Select(e => e.Event).ToArray(), strict: true);
        Assert.Equal(events.Select(e => e.GetType()), entries.Select(e => e.Event.GetType()));
        Assert.Equal([Run], await _store.Logs.ListAsync(default));
    }

    [Fact]
    public async Task An_append_at_another_length_is_refused_and_changes_nothing()
    {
        Assert.False(await _store.Logs.AppendAsync(Run, 1, [new RunCompleted()], default));
        Assert.True(await _store.Logs.AppendAsync(Run, 0, [new RunCompleted()], default));
        Assert.False(await _store.Logs.AppendAsync(Run, 0, [new RunCancelled("late")], default));
        Assert.IsType<RunCompleted>(Assert.Single(await _store.Logs.ReadAsync(Run, default)).Event);
    }

    [Fact]
    public async Task A_torn_last_line_is_no_entry_and_the_next_append_removes_it()
    {
        await _store.Logs.AppendAsync(Run, 0, [new RunCancelled("first")], default);
        File.AppendAllText(LogFile, """{"sequence":1,"time":"2026-01-0""");

        Assert.Single(await _store.Logs.ReadAsync(Run, default));
        Assert.True(await _store.Logs.AppendAsync(Run, 1, [new RunCompleted()], default));
        Assert.Equal(2, File.ReadAllLines(LogFile).Length);
        Assert.IsType<RunCompleted>((await _store.Logs.ReadAsync(Run, default))[1].Event);
    }

    [Theory]
    [InlineData("not json\n")]
    [InlineData("{\"sequence\":7,\"time\":\"2026-01-01T00:00:00Z\",\"event\":{\"event\":\"run-completed\"}}\n")]
    [InlineData("{\"sequence\":1,\"time\":\"2026-01-01T00:00:00Z\",\"event\":{\"event\":\"run-exploded\"}}\n")]
    [InlineData("{\"sequence\":1,\"time\":\"2026-01-01T00:00:00Z\",\"event\":null}\n")]
    public async Task A_complete_line_that_is_not_the_next_entry_is_refused_naming_file_and_line(string line)
    {
        await _store.Logs.AppendAsync(Run, 0, [new RunCancelled("first")], default);
        File.AppendAllText(LogFile, line);
        var refused = await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Logs.ReadAsync(Run, default));
        Assert.Contains("log:2", refused.Message);
    }

    [Fact]
    public async Task Of_racing_appends_at_one_length_exactly_one_wins_also_between_two_openings_of_the_store()
    {
        using var folder = Files.StoreFolder.Open(_store.Root);
        IRunLogStore[] logs = [_store.Logs, new Files.FileRunLogStore(folder, TimeProvider.System)];
        for (int length = 0; length < 20; length++)
        {
            int at = length;
            bool[] won = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => logs[i % 2].AppendAsync(Run, at, [new RunCancelled($"{i}")], default))));
            Assert.Single(won, w => w);
        }
        Assert.Equal(20, (await _store.Logs.ReadAsync(Run, default)).Count);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../runs")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".hidden")]
    public async Task An_id_that_could_leave_the_folder_is_refused(string id)
    {
        await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Logs.ReadAsync(id, default));
        await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Logs.AppendAsync(id, 0, [new RunCompleted()], default));
    }

    [Fact]
    public async Task An_unknown_run_has_no_entries() => Assert.Empty(await _store.Logs.ReadAsync("nobody", default));
}
