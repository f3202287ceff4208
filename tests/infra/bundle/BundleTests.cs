using Rampart.Testing;

namespace Rampart.Bundle.Tests;

public sealed class BundleTests(BuiltBundle bundle) : IClassFixture<BuiltBundle>
{
    const int MissingPart = 3;

    [Fact]
    public void It_is_at_most_64_MiB() => Assert.InRange(new FileInfo(bundle.File).Length, 1, 64L << 20);

    [Fact]
    public async Task A_host_with_nothing_but_a_compiler_and_a_libtorch_does_the_main_job_and_prepares_itself_once()
    {
        string host = await bundle.UnpackAsync("main-job");
        await File.WriteAllTextAsync(
            Path.Combine(host, "tiny.yaml"),
            (await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "tests", "end-to-end", "tiny.yaml"))).Replace("/usr/share/datasets/fashion-mnist", "unpacked/data", StringComparison.Ordinal));

        ShellResult first = await SealedHost.RunAsync(host, "./run.sh tiny.yaml seed=7");
        Assert.True(first.ExitCode == 0, first.Output + first.Errors);
        Assert.Contains("compiling the binding", first.Errors, StringComparison.Ordinal);
        Assert.Contains("answer accuracy", first.Output, StringComparison.Ordinal);
        string run = Assert.Single(Directory.GetDirectories(Path.Combine(host, "out"), "tiny-*"));
        Assert.True(File.Exists(Path.Combine(run, "model", "model.safetensors")));

        ShellResult again = await SealedHost.RunAsync(host, "./run.sh tiny.yaml seed=7 --json");
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.DoesNotContain("compiling", again.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("unpacking", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_pipeline_and_recipes_are_valid_and_read_the_data_that_travels_along()
    {
        string host = await bundle.UnpackAsync("pipelines");
        ShellResult valid = await SealedHost.RunAsync(host, """
            ./rampart --version >&2
            for file in unpacked/pipeline.yaml unpacked/recipes/*.yaml; do ./rampart validate "$file" >&2; done
            grep -L unpacked/data unpacked/pipeline.yaml unpacked/recipes/*.yaml || true
            """);
        Assert.True(valid.ExitCode == 0, valid.Errors);
        Assert.Equal("", valid.Output);
    }

    [Fact]
    public async Task A_host_without_a_compiler_is_told_to_install_one()
    {
        string host = await bundle.UnpackAsync("no-compiler");
        ShellResult refused = await SealedHost.RunAsync(host, "CXX=no-such-compiler ./run.sh");
        Assert.Equal(MissingPart, refused.ExitCode);
        Assert.Contains("no C++ compiler 'no-such-compiler'", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_libtorch_is_told_where_one_is_looked_for()
    {
        string host = await bundle.UnpackAsync("no-libtorch");
        ShellResult refused = await SealedHost.RunAsync(host, "./run.sh", "/usr/include/ATen", "/usr/lib/python3/dist-packages");
        Assert.Equal(MissingPart, refused.ExitCode);
        Assert.Contains("no libtorch found", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_payload_is_not_unpacked()
    {
        string host = await bundle.UnpackAsync("damaged");
        await using (FileStream payload = File.OpenWrite(Path.Combine(host, "payload.tar.xz")))
        {
            payload.Position = payload.Length / 2;
            payload.WriteByte(1);
            payload.WriteByte(2);
        }
        ShellResult refused = await SealedHost.RunAsync(host, "./run.sh");
        Assert.Equal(MissingPart, refused.ExitCode);
        Assert.Contains("payload.tar.xz is damaged", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(host, "unpacked")));
    }

    [Fact]
    public async Task Where_the_bundle_can_not_be_written_the_users_cache_is_used()
    {
        string host = await bundle.UnpackAsync("read-only");
        // Root may write everywhere, except on what is mounted read-only.
        ShellResult result = await SealedHost.RunAsync("/", $"mount --bind '{host}' '{host}'; mount -o remount,ro,bind '{host}'; cd /root; '{host}/rampart' --version; ls /root/.cache/rampart/*/tool/rampart.dll");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("rampart.dll", result.Output, StringComparison.Ordinal);
    }
}
