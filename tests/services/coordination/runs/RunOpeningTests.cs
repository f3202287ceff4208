using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination.Tests.Runs;

public sealed class RunOpeningTests : IDisposable
{
    static readonly PipelineDefinition Diamond = Toy.Read(Toy.Diamond);
    readonly string _root = Directory.CreateTempSubdirectory("rampart-runs-").FullName;
    readonly StoreFolder _folder;
    readonly FileArtifactStore _artifacts;
    readonly FileResultStore _results;
    readonly FileRunLogStore _logs;
    readonly RunOpening _opening;

    public RunOpeningTests()
    {
        _folder = StoreFolder.Open(_root);
        _artifacts = new FileArtifactStore(_folder);
        _results = new FileResultStore(_folder, _artifacts);
        _logs = new FileRunLogStore(_folder, TimeProvider.System);
        _opening = new RunOpening(_artifacts, _results, _logs, new SourceImport(Toy.Catalog, _artifacts));
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    Task<OpenedRun> Open(PipelineDefinition? pipeline = null, string numerics = "cpu-float32", string version = "1", bool fresh = false) =>
        _opening.OpenAsync(pipeline ?? Diamond, numerics, version, fresh, default);

    [Fact]
    public async Task A_new_run_is_named_by_pipeline_digest_and_number_and_its_log_begins_with_its_start()
    {
        OpenedRun run = await Open();
        Assert.Equal(new OpenedRun($"toy-{Diamond.Digest[..8]}-1", Resumed: false, 0), run);
        var started = Assert.IsType<RunStarted>(Assert.Single(await _logs.ReadAsync(run.Id, default)).Event);
        Assert.Equal(Diamond.Digest, started.Pipeline.Digest);
        Assert.Equal(Diamond.ResolvedYaml, System.Text.Encoding.UTF8.GetString((await _artifacts.ReadAsync(started.Pipeline, default)).Span));
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
        await _logs.AppendAsync(run.Id, 1, [new RunCompleted()], default);
        OpenedRun next = await Open();
        Assert.False(next.Resumed);
        Assert.EndsWith("-2", next.Id);
    }

    [Fact]
    public async Task A_run_whose_log_promises_a_result_that_is_gone_is_ended_and_a_new_one_begins()
    {
        OpenedRun run = await Open();
        await _logs.AppendAsync(run.Id, 1, [new ItemCompleted("images", "shard-00000", new string('a', 64), [], Cached: false)], default);
        OpenedRun next = await Open();
        Assert.False(next.Resumed);
        var failed = Assert.IsType<RunFailed>((await _logs.ReadAsync(run.Id, default))[^1].Event);
        Assert.Contains("shard-00000", failed.Failure.Where);
    }
}
