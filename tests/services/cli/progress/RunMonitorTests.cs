using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Cli.Tests;

public sealed class RunMonitorTests
{
    static readonly PipelineDefinition Pipeline = new(
        "tiny", 1, Precision.Float32, [new PipelineStage("mine", "mining", new object(), [], 1, default)], null, "", new string('0', 64));

    static readonly RunOverview Overview = new("run-1", "running", [new StageOverview("mine", "mining", 1, 4, 0, 0, "running")], [], null);

    readonly RunMonitor _monitor = new(TimeProvider.System);

    public RunMonitorTests() => _monitor.Follow("run-1", Pipeline);

    [Fact]
    public void An_item_counts_once_however_often_the_log_or_a_message_names_it()
    {
        Logged(Item("a"), Item("a"));
        _monitor.Progressed(new WorkItemProgressed("run-1", "mine", "a", 5, 10, "samples"));
        StageReading mine = Assert.Single(_monitor.Read());
        Assert.Equal((1, 4, 0), (mine.ItemsDone, mine.Items, mine.Units));
    }

    [Fact]
    public void Messages_about_other_runs_and_unknown_stages_count_nothing()
    {
        _monitor.Progressed(new WorkItemProgressed("run-2", "mine", "b", 5, 10, "samples"));
        _monitor.Progressed(new WorkItemProgressed("run-1", "elsewhere", "b", 5, 10, "samples"));
        Logged(new ItemCompleted("elsewhere", "a", "key", [], Cached: false));
        _monitor.Tell(new RunFinished("run-2", "completed", null));
        StageReading mine = Assert.Single(_monitor.Read());
        Assert.Equal((0, 0), (mine.ItemsDone, mine.Units));
        Assert.False(_monitor.Told.IsCompleted);
    }

    [Fact]
    public void An_item_that_was_lost_is_not_done_until_it_has_a_result_again()
    {
        Logged(Item("a"), new ItemLost("mine", "a", new ArtifactRef(new string('0', 64), 1, MediaTypes.Binary)));
        Assert.Equal(0, Assert.Single(_monitor.Read()).ItemsDone);
        Logged(Item("a"));
        Assert.Equal(1, Assert.Single(_monitor.Read()).ItemsDone);
    }

    static ItemCompleted Item(string name) => new("mine", name, "key", [], Cached: false);

    void Logged(params RunEvent[] events) => _monitor.Logged(events, before: false, Overview);
}
