using System.Diagnostics;
using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Replay.Tests.Builds;

/// <summary>Another build that says what it likes: a script in its place.</summary>
public sealed class HostileBuildTests : IDisposable
{
    const string Greeting = """{"protocol":1,"here":{"code_version":"9","fingerprint":null,"worker":"other:1"}}""";

    readonly string _folder = Directory.CreateTempSubdirectory("rampart-build-test-").FullName;
    readonly IStoreView _store;
    readonly Sandbox _sandbox;
    readonly WorkOrder _order;

    public HostileBuildTests()
    {
        Directory.CreateDirectory(StoreFolder);
        _store = StoreView.Open(StoreLocation.Parse(StoreFolder), new AzureStoreOptions(), TimeProvider.System);
        _sandbox = Sandbox.Open(_store.Artifacts, null);
        var work = new WorkItem { Kind = "mining", AlgorithmVersion = 1, Parameters = JsonSerializer.SerializeToElement(new { a = 1 }), Inputs = [], Seed = ulong.MaxValue, Numerics = "cpu-float32" };
        _order = new WorkOrder("toy-1", "mine", "shard-000", ExecutionKey.Of(work), work);
    }

    string StoreFolder => Path.Combine(_folder, "store");

    [Theory]
    [InlineData("exit 0", "ended before it had answered")]
    [InlineData("echo no such command >&2; exit 2", "It said: no such command")]
    [InlineData("echo hello", "no GreetingLine")]
    [InlineData("echo '{}'", "no GreetingLine")]
    [InlineData("yes | tr -d '\\n' | head -c 20000000", "longer than")]
    public async Task A_program_that_does_not_greet_is_refused(string script, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<BuildException>(() => StartAsync(script))).Message);

    [Theory]
    [InlineData("""{"id":1}""", "answers with nothing")]
    [InlineData("""{"id":1,"result":{"execution_key":"KEY","work":WORK,"outputs":[{"role":"out","artifact":{"digest":"../../etc/passwd","size":1,"media_type":"a/b"}}],"code_version":"9","fingerprint":FINGERPRINT}}""", "without role, digest or size")]
    [InlineData("""{"id":1,"result":{"execution_key":"KEY","work":WORK,"outputs":[{"role":"out","artifact":{"digest":"KEY","size":1,"media_type":"a/b"}}],"code_version":"9","fingerprint":FINGERPRINT}}""", "which it has not written")]
    [InlineData("""{"id":1,"result":{"execution_key":"KEY","work":OTHER,"outputs":[],"code_version":"9","fingerprint":FINGERPRINT}}""", "a result of other work")]
    [InlineData("""{"id":1,"result":{"execution_key":"0","work":WORK,"outputs":[],"code_version":"9","fingerprint":FINGERPRINT}}""", "a result of other work")]
    [InlineData("""{"id":1,"result":{"outputs":[]}}""", "no AnswerLine")]
    [InlineData("garbage", "no AnswerLine")]
    public async Task An_answer_that_is_not_one_is_refused(string answer, string message)
    {
        string work = JsonSerializer.Serialize(_order.Work, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
        string line = answer.Replace("KEY", _order.ExecutionKey).Replace("WORK", work).Replace("OTHER", work.Replace("\"a\":1", "\"a\":2"))
            .Replace("FINGERPRINT", """{"processor":"","instruction_set":"","tensor_library":"","linear_algebra":"","device":"","intra_op_threads":1}""");
        await using ForeignBuild build = await StartAsync($"echo '{Greeting}'; read order; echo '{line}'; cat >/dev/null");
        Assert.Contains(message, (await Assert.ThrowsAsync<BuildException>(() => ExecuteAsync(build))).Message);
    }

    [Fact]
    public async Task A_failure_and_a_refusal_are_what_they_are()
    {
        const string failure = """{"what":"It is cursed","where":"shard","fix":"Lift the curse","permanent":true}""";
        await using ForeignBuild build = await StartAsync(
            $"echo '{Greeting}'; read order; echo '{{\"id\":1,\"failure\":{failure}}}'; read order; echo '{{\"id\":2,\"refusal\":{failure}}}'; cat >/dev/null");
        Assert.Equal(new Circumstances("9", null, "other:1"), build.Here);
        Assert.Equal("It is cursed", (await Assert.ThrowsAsync<StageException>(() => ExecuteAsync(build))).Failure.What);
        Assert.Equal("It is cursed", (await Assert.ThrowsAsync<NotExecutableException>(() => ExecuteAsync(build))).Failure.What);
    }

    [Fact]
    public async Task A_build_that_dies_fails_what_was_asked_of_it_and_what_is_asked_later()
    {
        await using ForeignBuild build = await StartAsync($"echo '{Greeting}'; read order; exit 1");
        await Assert.ThrowsAsync<BuildException>(() => ExecuteAsync(build));
        await Assert.ThrowsAsync<BuildException>(() => ExecuteAsync(build));
    }

    [Fact]
    public async Task A_path_without_a_build_is_refused() =>
        Assert.Contains("There is no build of Rampart", (await Assert.ThrowsAsync<BuildException>(
            () => ForeignBuild.StartAsync(_folder, StoreFolder, _sandbox, 1, default))).Message);

    public void Dispose()
    {
        _sandbox.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    Task<ResultManifest> ExecuteAsync(ForeignBuild build) => build.ExecuteAsync(_order, new Progress<StageProgress>(), default);

    async Task<ForeignBuild> StartAsync(string script)
    {
        string path = Path.Combine(_folder, "rampart");
        File.WriteAllText(path, $"#!/bin/bash\n{script}\n");
        using Process chmod = Process.Start("chmod", ["+x", path]);
        await chmod.WaitForExitAsync();
        return await ForeignBuild.StartAsync(path, StoreFolder, _sandbox, 1, default);
    }
}
