using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Runs;

/// <summary>A log as an earlier version wrote it: before priorities, generations and losses.</summary>
public sealed class RecordedLogTests : IDisposable
{
    readonly TemporaryStore _store = new();

    public RecordedLogTests()
    {
        string log = _store.Folder.RunLog("toy-1");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "version-0.1.log"), log);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_log_of_an_earlier_version_reads_with_the_usual_priority()
    {
        RunState state = RunState.Fold(await _store.Log("toy-1"));

        Assert.Equal((RunPriority.Usual, 0, 0L), (state.Started!.Priority, state.Generation, state.Ignored));
        Assert.Equal(9, state.Stages.Values.Sum(stage => stage.Done));
        Assert.Equal(new RunFinished("toy-1", RunOutcome.Failed, ((RunFailed)state.Ending!).Failure), RunOutcome.Of(state));
    }

    [Fact]
    public async Task A_run_of_an_earlier_version_can_be_reopened_and_comes_to_its_end()
    {
        var session = new RunSession(
            new RunView("toy-1", _store.Logs, Toy.Catalog, (_, _) => Task.FromResult(Toy.Read(Toy.Diamond))),
            _store.Results, _store.Promotion, new Credit(64), new IgnoredMessages(), TimeSpan.FromHours(1), TimeProvider.System);
        var outbox = new Outbox();
        await session.TryAdvanceAsync(new RunMessage.Retry("a lower learning rate"), outbox, default);

        for (int next = 0; !session.IsClosed; next++)
        {
            await session.TryAdvanceAsync(new RunMessage.Happened(Toy.Execute(outbox.Orders[next])), outbox, default);
        }

        Assert.Equal(new RunFinished("toy-1", RunOutcome.Completed, null, Generation: 1), Assert.Single(outbox.Told));
        Assert.Equal(6 + 3 + 6 + (2 * (5 + 2)) + 8 - 9, outbox.Orders.Count);
    }
}
