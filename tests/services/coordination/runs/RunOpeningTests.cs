using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Coordination.Tests.Runs;

public sealed class RunOpeningTests : IDisposable
{
    static readonly PipelineDefinition Diamond = Toy.Read(Toy.Diamond);
    readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    Task<OpenedRun> Open(PipelineDefinition? pipeline = null, string numerics = "cpu-float32", string version = "1", bool fresh = false, int priority = RunPriority.Usual) =>
        new RunOpening(_store.Artifacts, _store.Logs, _store.Sources(Toy.Catalog), _store.Registry)
            .OpenAsync(pipeline ?? Diamond, numerics, version, fresh, default, priority);

    [Fact]
    public async Task A_new_run_is_named_by_pipeline_digest_and_number_and_its_log_begins_with_its_start()
    {
        OpenedRun run = await Open();
        Assert.Equal(new OpenedRun($"toy-{Diamond.Digest[..8]}-1", Resumed: false, 0), run);
        var started = Assert.IsType<RunStarted>(Assert.Single(await _store.Logs.ReadAsync(run.Id, default)).Event);
        Assert.Equal(Diamond.Digest, started.Pipeline.Digest);
        Assert.Equal(Diamond.ResolvedYaml, System.Text.Encoding.UTF8.GetString((await _store.Artifacts.ReadAsync(started.Pipeline, default)).Span));
    }

    [Fact]
    public async Task A_run_without_an_end_goes_on() => Assert.Equal((await Open()) with { Resumed = true }, await Open());

    [Fact]
    public async Task Another_pipeline_code_version_or_numerics_or_the_wish_for_a_fresh_one_begins_a_new_run()
    {
        string first = (await Open()).Id;
        OpenedRun[] others =
        [
            await Open(version: "2"),
            await Open(numerics: "cpu-bfloat16"),
            await Open(fresh: true),
            await Open(Toy.Read(Toy.Diamond.Replace("items: 7", "items: 8"))),
        ];
        Assert.DoesNotContain(others, run => run.Resumed);
        Assert.Equal(5, others.Select(run => run.Id).Append(first).Distinct().Count());
    }

    [Fact]
    public async Task After_an_end_a_new_run_begins()
    {
        OpenedRun run = await Open();
        await _store.Logs.AppendAsync(run.Id, 1, [new RunCompleted()], default);
        OpenedRun next = await Open();
        Assert.False(next.Resumed);
        Assert.EndsWith("-2", next.Id);
    }

    [Fact]
    public async Task A_run_goes_on_with_its_own_priority_whatever_the_next_one_asks_for()
    {
        OpenedRun run = await Open(priority: 40);

        Assert.Equal(run with { Resumed = true }, await Open(priority: 1));
        Assert.Equal(40, Assert.IsType<RunStarted>((await _store.Log(run.Id))[0]).Priority);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public Task A_priority_out_of_range_is_refused(int priority) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Open(priority: priority));
}
