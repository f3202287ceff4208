using Rampart.Contracts;

namespace Rampart.Triggers.Tests.Log;

public sealed class WatchLogTests
{
    readonly FlakyDocuments _documents = new();

    WatchLog Open() => new(_documents, TimeProvider.System, "toy");

    static async Task RunAsync(WatchLog log)
    {
        (_, WatchState state) = await log.DecideAsync(_ => new TriggerDecision.Start("it is time"), 1, number => $"toy-{number}", default);
        await log.BegunAsync(state.UnderWay!.Number, default);
        await log.EndedAsync(state.UnderWay.Number, "completed", default);
    }

    [Fact]
    public async Task A_file_that_is_seen_again_after_its_run_causes_nothing_also_after_a_restart_from_a_snapshot()
    {
        using WatchLog log = Open();
        for (int run = 0; run < WatchSnapshots.Interval; run++)
        {
            await log.AcceptAsync(Some.Files(3, first: 3 * run), default);
            await RunAsync(log);
        }
        int entries = _documents.Count(WatchDocuments.Log);
        Assert.True(_documents.Count(WatchDocuments.States) >= 3);

        using WatchLog restarted = Open();
        Assert.Empty(await restarted.AcceptAsync(Some.Files(3 * WatchSnapshots.Interval), default));
        Assert.Equal(entries, _documents.Count(WatchDocuments.Log));
        Assert.Equal(WatchSnapshots.Interval, (await restarted.ReadAsync(default)).NextNumber - 1);
    }

    [Fact]
    public async Task A_restart_reads_the_entries_after_the_latest_snapshot_alone()
    {
        using WatchLog log = Open();
        for (int cause = 0; cause < (2 * WatchSnapshots.Interval) + 5; cause++)
        {
            await log.AcceptAsync(Some.Files(1, first: cause), default);
        }
        int calls = 0;
        _documents.Next = () =>
        {
            calls++;
            return null;
        };
        using WatchLog restarted = Open();
        Assert.Equal((await log.ReadAsync(default)).Pending, (await restarted.ReadAsync(default)).Pending);
        Assert.InRange(calls, 1, WatchSnapshots.Interval);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_plans_a_run()
    {
        using WatchLog one = Open(), other = Open();
        await one.AcceptAsync(Some.Files(4), default);
        await Task.WhenAll(new[] { one, other }.Select(log => Task.Run(() => log.DecideAsync(
            situation => situation.UnderWay is null ? new TriggerDecision.Start("it is time") : new TriggerDecision.Nothing(), 1, number => $"toy-{number}", default))));

        TriggeredRun run = Assert.Single((await other.ReadAsync(default)).Runs);
        Assert.Equal((1, 4), (run.Number, run.Causes));
    }

    [Fact]
    public async Task A_changed_log_is_refused()
    {
        using WatchLog log = Open();
        await log.AcceptAsync(Some.Files(1), default);
        await _documents.TryCreateAsync(WatchDocuments.Name(WatchDocuments.Log, "toy", 2), """{"sequence":2,"time":"2026-01-01T00:00:00Z","attempt":"x","event":{"event":"run-begun","number":7}}"""u8.ToArray(), default);
        Assert.Contains("changed from outside", (await Assert.ThrowsAsync<TriggerException>(() => log.ReadAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_cause_is_refused_and_nothing_is_kept()
    {
        using WatchLog log = Open();
        TriggerCause sound = Some.File("a");
        foreach (TriggerCause wrong in new[] { sound with { Id = "7" }, sound with { Kind = "rumour" }, sound with { Subject = new string('x', 5000) }, sound with { Bytes = -1 }, null! })
        {
            await Assert.ThrowsAsync<TriggerException>(() => log.AcceptAsync([sound, wrong], default));
        }
        Assert.Equal(0, _documents.Count(WatchDocuments.Log));
    }
}
