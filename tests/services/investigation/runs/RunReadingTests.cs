using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation.Tests;

public sealed class RunReadingTests
{
    static readonly ArtifactRef Artifact = new(new string('0', 64), 1, MediaTypes.Binary);
    static readonly Failure Failure = new("Too dark.", "mine", "Use a lamp.", Permanent: true);

    [Fact]
    public void An_item_that_was_lost_counts_again_only_when_it_has_been_made_again()
    {
        Assert.Empty(Read(Done("a"), new ItemLost("mine", "a", Artifact)).Items);
        Assert.Equal("a", Assert.Single(Read(Done("a"), new ItemLost("mine", "a", Artifact), Done("a"), Done("a")).Items).Item);
    }

    [Fact]
    public void Of_an_item_that_was_made_again_the_last_result_counts()
    {
        RunReading run = Read(Done("a", "old"), Done("b", "old"), new ItemLost("mine", "a", Artifact), Done("a", "new"), Done("b", "late copy"));
        Assert.Equal([("b", "old"), ("a", "new")], run.Items.Select(item => (item.Item, item.ExecutionKey)));
    }

    [Fact]
    public void A_completed_run_tells_the_items_that_it_went_on_without()
    {
        RunReading run = Read(Done("a"), Failed("b"), new RunCompleted());
        Assert.Equal(("completed", "b"), (run.State, Assert.Single(run.Failed).Item));
    }

    [Fact]
    public void A_run_that_was_reopened_is_open_and_its_failed_items_are_forgotten()
    {
        RunReading run = Read(Done("a"), Failed("b"), new RunFailed(Failure), new RunReopened("better now", ["mine"]));
        Assert.Equal(("open", 1, 0, 1), (run.State, run.Reopened, run.Failed.Count, run.Items.Count));
    }

    [Fact]
    public void An_item_that_failed_again_after_the_run_was_reopened_is_told_with_its_last_failure()
    {
        Failure later = Failure with { What = "Still too dark." };
        RunReading run = Read(Failed("a"), new RunFailed(Failure), new RunReopened("better now", ["mine"]), Failed("a") with { Failure = later });
        Assert.Equal(later, Assert.Single(run.Failed).Failure);
    }

    [Fact]
    public async Task An_unknown_run_is_a_mistake_that_says_how_to_find_the_right_one()
    {
        var logs = new MemoryLogs();
        Assert.Contains("rampart runs", (await Assert.ThrowsAsync<InvestigationException>(() => RunReading.FindAsync(logs, "no-such-run", default))).Message);
        Assert.Contains("rampart run FILE", (await Assert.ThrowsAsync<InvestigationException>(() => RunReading.FindAsync(logs, "latest", default))).Message);
    }

    static ItemCompleted Done(string item, string key = "key") => new("mine", item, key, [], Cached: false);

    static ItemFailed Failed(string item) => new("mine", item, "key", Failure);

    static RunReading Read(params RunEvent[] events)
    {
        var logs = new MemoryLogs();
        logs.Add("run-1", [new RunStarted("run-1", Artifact, [], "cpu-float32", "test"), .. events]);
        return RunReading.FindAsync(logs, "run-1", default).GetAwaiter().GetResult();
    }
}
