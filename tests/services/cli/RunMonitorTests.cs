using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Cli.Tests;

public sealed class RunMonitorTests
{
    static readonly PipelineDefinition Pipeline = new(
        "tiny", 1, Precision.Float32, [new PipelineStage("mine", "mining", new object(), [], 1, default)], null, "", new string('0', 64));

    readonly RunMonitor _monitor = new(TimeProvider.System);

    [Fact]
    public void Repeated_messages_and_those_of_other_runs_count_nothing()
    {
        _monitor.Follow("run-1", Pipeline, [], () => null);
        var completed = new WorkItemCompleted("run-1", "mine", "a", "key", [], Cached: false);
        _monitor.Completed(completed);
        _monitor.Completed(completed);
        _monitor.Completed(completed with { RunId = "run-2", Item = "b" });
        _monitor.Completed(completed with { Stage = "elsewhere" });
        _monitor.Progressed(new WorkItemProgressed("run-1", "mine", "a", 5, 10, "samples"));
        Assert.Equal(1, Assert.Single(_monitor.Read()).ItemsDone);
        _monitor.Ended(new RunFinished("run-2", "completed", null));
        Assert.False(_monitor.Finished.IsCompleted);
    }

    [Fact]
    public void What_finished_before_an_interruption_counts_as_cached()
    {
        _monitor.Follow("run-1", Pipeline, [new ItemCompleted("mine", "a", "key", [], Cached: false)], () => null);
        Assert.Equal(1, Assert.Single(_monitor.Read()).ItemsCached);
    }
}
