using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.EndToEnd.Tool;
using Rampart.Pipeline;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class RunLogFollowerTests : IDisposable
{
    const string Run = "run-1";
    static readonly Failure Failure = new("Too dark.", "hash", "Use a lamp.", Permanent: true);

    readonly Workplace _place = new();
    readonly ServiceProvider _catalog = new ToolHosts(TinyStages.Add).Catalog();
    readonly MemoryLogs _logs = new();
    readonly RunMonitor _monitor = new(TimeProvider.System);
    int _looks;

    [Fact]
    public async Task The_log_alone_ends_the_watch_and_tells_the_stages()
    {
        _logs.Add(Run, new ItemCompleted("split", "shard-0", "key", [], Cached: true));
        await FollowAsync(() => _logs.Add(Run, new RunFailed(Failure)));
        Assert.Equal(("failed", Failure), ((await _monitor.Finished).Outcome, (await _monitor.Finished).Failure));
        StageReading split = _monitor.Read()[0];
        Assert.Equal((1, 4, 1), (split.ItemsDone, split.Items, split.ItemsCached));
    }

    [Fact]
    public async Task A_message_ends_the_watch_of_a_run_whose_log_can_not_say_so()
    {
        _logs.Add(Run);
        _monitor.Tell(new RunFinished(Run, "failed", Failure));
        await FollowAsync(() => { });
        Assert.Equal(Failure, (await _monitor.Finished).Failure);
    }

    [Fact]
    public async Task A_late_message_about_the_end_before_the_run_was_reopened_ends_nothing()
    {
        _logs.Add(Run, new RunFailed(Failure), new RunReopened("better now", []));
        _monitor.Tell(new RunFinished(Run, "failed", Failure, Generation: 0));
        await FollowAsync(() => _logs.Add(Run, new RunCancelled("enough")));
        Assert.Equal("cancelled", (await _monitor.Finished).Outcome);
    }

    [Fact]
    public async Task A_store_that_goes_away_for_a_moment_is_waited_for()
    {
        _logs.Add(Run, new ItemCompleted("split", "shard-0", "key", [], Cached: false));
        await FollowAsync(() =>
        {
            _logs.Add(Run, new RunFailed(Failure));
            throw new IOException("The store can't be reached.");
        });
        Assert.Equal("failed", (await _monitor.Finished).Outcome);
    }

    // Follows to the end; `second` happens at the second look.
    Task FollowAsync(Action second)
    {
        PipelineDefinition pipeline = _catalog.GetRequiredService<PipelineReader>().ReadFile(_place.Pipeline, []);
        _logs.BeforeLook = () =>
        {
            if (++_looks == 2)
            {
                second();
            }
        };
        _monitor.Follow(Run, pipeline);
        return new RunLogFollower(_logs, _catalog.GetRequiredService<StageCatalog>(), _monitor, TimeProvider.System).FollowAsync(Run, pipeline, default);
    }

    public void Dispose()
    {
        _catalog.Dispose();
        _place.Dispose();
    }
}
