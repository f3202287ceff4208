using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Coordination.Tests.Promotion;

/// <summary>Coordinators that die on the way from the gates to the end of the run, or do the same side by side.</summary>
public sealed class PromotionCrashTests : IDisposable
{
    // The version, the candidate, the decision.
    const int Steps = 3;

    readonly PromotedRuns _runs = new();

    public static TheoryData<int, bool, double> Crashes
    {
        get
        {
            var crashes = new TheoryData<int, bool, double>();
            for (int step = 0; step < Steps; step++)
            {
                crashes.Add(step, false, 0.75);
                crashes.Add(step, true, 0.75);
            }
            crashes.Add(1, false, 0.25);
            crashes.Add(1, true, 0.25);
            return crashes;
        }
    }

    public void Dispose() => _runs.Dispose();

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task Wherever_a_coordinator_dies_the_next_one_makes_exactly_one_version_and_one_decision(int step, bool isWritten, double measured)
    {
        _runs.Measured = measured;
        string run = await _runs.Begin();
        (_runs.Documents.CrashAt, _runs.Documents.IsWritten) = (step, isWritten);
        await Assert.ThrowsAsync<CrashException>(() => _runs.Work(_runs.Coordinator(), run));

        await _runs.Work(_runs.Coordinator(), run);

        await IsDecidedOnce(run, isPromoted: measured >= 0.5);
        Assert.Single(_runs.Outbox.Decided);
    }

    [Fact]
    public async Task A_decision_that_could_not_be_told_is_told_by_the_next_coordinator_and_not_made_again()
    {
        string run = await _runs.Begin();
        _runs.Outbox.OnSending = message => _ = message is PromotionDecided ? throw new CrashException() : message;
        await Assert.ThrowsAsync<CrashException>(() => _runs.Work(_runs.Coordinator(), run));
        _runs.Outbox.OnSending = _ => { };

        await _runs.Work(_runs.Coordinator(), run);

        await IsDecidedOnce(run, isPromoted: true);
        Assert.Single(_runs.Outbox.Decided);
    }

    [Fact]
    public async Task A_decision_stands_whatever_happens_to_the_alias_before_the_log_tells_of_it()
    {
        string run = await _runs.Begin();
        (_runs.Documents.CrashAt, _runs.Documents.IsWritten) = (Steps - 1, true);
        await Assert.ThrowsAsync<CrashException>(() => _runs.Work(_runs.Coordinator(), run));
        await _runs.Registry.MoveAsync(PromotedRuns.Model, PromotedRuns.Production, 1, null, "ada", "not now", default);

        await _runs.Work(_runs.Coordinator(), run);

        Assert.Equal(new RunPromoted(PromotedRuns.Model, 1, PromotedRuns.Production, null), await _runs.Event<RunPromoted>(run));
        Assert.Null((await _runs.History()).Of(PromotedRuns.Production));
    }

    [Fact]
    public async Task Coordinators_that_end_one_run_side_by_side_make_one_version_and_one_move()
    {
        string run = await _runs.Begin();
        Task[] all = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => _runs.Work(_runs.Coordinator(), run)))];

        await Task.WhenAll(all);

        await IsDecidedOnce(run, isPromoted: true);
        Assert.Equal("promoted", Assert.Single(_runs.Outbox.Decided.Select(decided => decided.Outcome).Distinct()));
    }

    async Task IsDecidedOnce(string run, bool isPromoted)
    {
        IReadOnlyList<RunEvent> log = await _runs.Store.Log(run);
        Assert.Single(log, happened => happened is RunPromoted or RunRejected);
        Assert.Single(log, happened => happened is RunCompleted);
        ModelHistory model = await _runs.History();
        Assert.Single(model.Versions);
        Assert.Equal(
            isPromoted ? ["registered", "candidate 1", "production 1"] : ["registered", "rejected"],
            model.Entries.Select(entry => entry.Event switch
            {
                VersionRegistered => "registered",
                AliasMoved moved => $"{moved.Alias} {moved.To}",
                _ => "rejected",
            }));
    }
}
