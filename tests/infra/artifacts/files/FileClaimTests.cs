using System.Diagnostics;

namespace Rampart.Artifacts.Tests.Files;

public sealed class FileClaimTests : IAsyncDisposable
{
    static readonly string Key = Some.Key('a');
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly FolderStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task The_claim_of_a_process_that_is_killed_vanishes_with_it()
    {
        string path = _store.PathOf($"claims/{Key}");
        using Process holder = Process.Start(new ProcessStartInfo("flock", ["--exclusive", "--no-fork", path, "sh", "-c", "echo held; read wait"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        Assert.Null(await _store.Claims.TryTakeAsync(Key, default));

        holder.Kill();
        using var patience = new CancellationTokenSource(Patience);
        IAsyncDisposable? claim;
        while ((claim = await _store.Claims.TryTakeAsync(Key, patience.Token)) is null)
        {
            await Task.Delay(10, patience.Token);
        }
        await claim.DisposeAsync();
        Assert.False(File.Exists(path));
    }
}
