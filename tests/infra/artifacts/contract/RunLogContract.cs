using System.Text;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

public abstract class RunLogContract : StoreContract
{
    const string Run = Some.Run;

    [Fact]
    public async Task Events_come_back_in_order_as_they_were_appended()
    {
        RunEvent[] events =
        [
            new RunStarted(Run, await Store.WriteAsync("name: x"), [new NamedArtifact("source/images/train", await Store.WriteAsync("y"))], "cpu-float32", "0.1.0"),
            new ItemCompleted("images", "train-000", Some.Key('a'), [new NamedArtifact("shard", await Store.WriteAsync("z"))], Cached: true),
            new ItemFailed("mine", "train-000", Some.Key('b'), new Failure("What", "Where", "Fix", Permanent: true)),
            new RunFailed(new Failure("What\nnext", "Where", "Fix", Permanent: false)),
            new RunReopened("The disk has room again.", ["mine"]),
            new RunCancelled("enough"),
            new RunCompleted(),
        ];
        for (int i = 0; i < events.Length; i++)
        {
            Assert.True(await Store.Logs.AppendAsync(Run, i, [events[i]], default));
        }
        await using TestStore other = Store.OpenAgain();

        IReadOnlyList<RunLogEntry> entries = await other.Logs.ReadAsync(Run, default);
        Assert.Equal(Enumerable.Range(0, events.Length).Select(i => (long)i), entries.Select(e => e.Sequence));
        Assert.Equivalent(events, entries.Select(e => e.Event).ToArray(), strict: true);
        Assert.Equal(events.Select(e => e.GetType()), entries.Select(e => e.Event.GetType()));
    }

    [Fact]
    public async Task Events_of_one_append_follow_each_other()
    {
        Assert.True(await Store.Logs.AppendAsync(Run, 0, [.. Cancellations(3)], default));
        Assert.True(await Store.Logs.AppendAsync(Run, 3, [new RunCompleted()], default));
        Assert.False(await Store.Logs.AppendAsync(Run, 2, [.. Cancellations(2)], default));
        Assert.Equal(["0", "1", "2", "end"], Texts(await Store.Logs.ReadAsync(Run, default)));
    }

    [Fact]
    public async Task An_append_at_another_length_is_refused_and_changes_nothing()
    {
        Assert.False(await Store.Logs.AppendAsync(Run, 1, [new RunCompleted()], default));
        Assert.True(await Store.Logs.AppendAsync(Run, 0, [new RunCompleted()], default));
        Assert.False(await Store.Logs.AppendAsync(Run, 0, [new RunCancelled("late")], default));
        Assert.IsType<RunCompleted>(Assert.Single(await Store.Logs.ReadAsync(Run, default)).Event);
    }

    [Fact]
    public async Task An_append_without_events_or_with_too_many_is_refused_saying_how_many_fit()
    {
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.AppendAsync(Run, 0, [], default));
        var refused = await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.AppendAsync(Run, 0, [new RunCancelled(new string('x', 5 << 20))], default));
        Assert.Contains("4194304", refused.Message);
        Assert.Empty(await Store.Logs.ReadAsync(Run, default));
    }

    [Fact]
    public async Task The_last_entry_is_that_of_the_whole_log_however_long_its_lines_are()
    {
        Assert.Null(await Store.Logs.LastAsync(Run, default));
        int entries = 0;
        foreach (int length in new[] { 1, 20_000, 1, 100_000, 300_000, 1 })
        {
            Assert.True(await Store.Logs.AppendAsync(Run, entries, [new RunCancelled(new string('x', length)), new RunCancelled($"{length}")], default));
            entries += 2;
            RunLogEntry last = (await Store.Logs.LastAsync(Run, default))!;
            Assert.Equal((entries - 1, $"{length}"), (last.Sequence, ((RunCancelled)last.Event).Reason));
        }
    }

    [Fact]
    public async Task Of_racing_appends_at_one_length_exactly_one_wins_also_between_processes()
    {
        await using TestStore other = Store.OpenAgain();
        IRunLogStore[] logs = [Store.Logs, other.Logs];
        for (int length = 0; length < 24; length += 2)
        {
            int at = length;
            bool[] won = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
                () => logs[i % 2].AppendAsync(Run, at, [new RunCancelled($"{i}"), new RunCancelled($"{i}")], default))));
            Assert.Single(won, w => w);
        }
        Assert.Equal(24, (await Store.Logs.ReadAsync(Run, default)).Count);
        Assert.Equal(23, (await other.Logs.LastAsync(Run, default))!.Sequence);
    }

    [Fact]
    public async Task A_log_that_is_read_while_others_append_is_a_beginning_of_it()
    {
        const int Entries = 40;
        await using TestStore other = Store.OpenAgain();
        Task appending = Task.Run(async () =>
        {
            for (int i = 0; i < Entries; i++)
            {
                Assert.True(await other.Logs.AppendAsync(Run, i, [new RunCancelled($"{i}")], default));
            }
        });
        int seen = 0;
        while (seen < Entries)
        {
            IReadOnlyList<RunLogEntry> entries = await Store.Logs.ReadAsync(Run, default);
            Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => $"{i}"), Texts(entries));
            Assert.InRange(entries.Count, seen, Entries);
            seen = entries.Count;
        }
        await appending;
    }

    [Fact]
    public async Task All_runs_that_have_begun_are_listed_in_order()
    {
        Assert.Empty(await Store.Logs.ListAsync(default));
        foreach (string run in new[] { "b", "B-2", "a.b_c", Run })
        {
            for (int i = 0; i < 7; i++)
            {
                await Store.Logs.AppendAsync(run, i, [new RunCompleted()], default);
            }
        }
        Assert.Equal(["B-2", "a.b_c", "b", Run], await Store.Logs.ListAsync(default));
    }

    [Fact]
    public async Task An_unknown_run_has_no_entries()
    {
        Assert.Empty(await Store.Logs.ReadAsync("nobody", default));
        Assert.Null(await Store.Logs.LastAsync("nobody", default));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../runs")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("dot.")]
    public async Task An_id_that_could_leave_its_place_is_refused(string id)
    {
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.ReadAsync(id, default));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.LastAsync(id, default));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.AppendAsync(id, 0, [new RunCompleted()], default));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"sequence\":7,\"time\":\"2026-01-01T00:00:00Z\",\"event\":{\"event\":\"run-completed\"}}")]
    [InlineData("{\"sequence\":1,\"time\":\"2026-01-01T00:00:00Z\",\"event\":{\"event\":\"run-exploded\"}}")]
    [InlineData("{\"sequence\":1,\"time\":\"2026-01-01T00:00:00Z\",\"event\":null}")]
    [InlineData("{\"sequence\":1,\"time\":\"2026-01-01T00:00:00Z\",\"event\":{\"event\":\"run-completed\"},\"more\":-1}")]
    public async Task A_complete_line_that_is_not_the_next_entry_is_refused_naming_log_and_line(string line)
    {
        const string First = "{\"sequence\":0,\"time\":\"2026-01-01T00:00:00Z\",\"event\":{\"event\":\"run-cancelled\",\"reason\":\"first\"}}";
        await Store.OverwriteAsync(Store.LogName(Run), Encoding.UTF8.GetBytes($"{First}\n{line}\n"));
        var refused = await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.ReadAsync(Run, default));
        Assert.Contains($"{Run}/log", refused.Message);
        Assert.Contains(":2 ", refused.Message);
    }

    [Fact]
    public async Task A_line_that_does_not_end_is_refused_before_it_fills_the_memory()
    {
        await Store.OverwriteAsync(Store.LogName(Run), [.. Enumerable.Repeat((byte)'x', 9 << 20)]);
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.ReadAsync(Run, default));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Logs.LastAsync(Run, default));
    }

    static IEnumerable<RunEvent> Cancellations(int count) => Enumerable.Range(0, count).Select(i => new RunCancelled($"{i}"));

    static IEnumerable<string> Texts(IReadOnlyList<RunLogEntry> entries) =>
        entries.Select(entry => entry.Event is RunCancelled cancelled ? cancelled.Reason : "end");
}
