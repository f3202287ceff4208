using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Artifacts.Tests.Azure;

/// <summary>kill -9 of the blob server in the middle of things, and its return.</summary>
public sealed class KilledServerTests
{
    [Fact]
    public async Task An_upload_that_the_server_did_not_survive_leaves_nothing_and_can_be_done_again()
    {
        await using AzuriteServer server = await AzuriteServer.StartAsync();
        int requests = 0;
        var faults = new Faults { Before = _ => Interlocked.Increment(ref requests) == 12 ? server.KillAsync() : Task.CompletedTask };
        await using AzureTestStore store = await AzureTestStore.OpenAsync(server, faults);
        byte[] bytes = Some.Bytes(2_000_000);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync(bytes));

        await server.RestartAsync();
        Assert.Empty(await store.NamesAsync());
        ArtifactRef artifact = await store.WriteAsync(bytes);
        Assert.Equal(bytes, (await store.Artifacts.ReadAsync(artifact, default)).ToArray());
    }

    [Fact]
    public async Task Every_append_that_was_acknowledged_is_there_once_and_none_that_was_refused()
    {
        await using AzuriteServer server = await AzuriteServer.StartAsync();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(server), other = store.OpenAgain(null);
        using var enough = new CancellationTokenSource();
        Task<Attempts>[] appending = [Append(store.Logs, "a", enough.Token), Append(other.Logs, "b", enough.Token)];
        for (int kills = 1; kills <= 3; kills++)
        {
            int entries = 12 * kills;
            while ((await store.Logs.LastAsync(Some.Run, default))?.Sequence is not { } last || last < entries)
            {
                await Task.Delay(5);
            }
            await server.KillAsync();
            await server.RestartAsync();
        }
        await enough.CancelAsync();
        Attempts[] attempts = await Task.WhenAll(appending);

        string[] texts = [.. (await store.Logs.ReadAsync(Some.Run, default)).Select(entry => ((RunCancelled)entry.Event).Reason)];
        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.Empty(attempts.SelectMany(a => a.Happened).Except(texts));
        Assert.Empty(attempts.SelectMany(a => a.Refused).Intersect(texts));
    }

    sealed record Attempts(List<string> Happened, List<string> Refused);

    static Task<Attempts> Append(IRunLogStore log, string name, CancellationToken enough) => Task.Run(async () =>
    {
        var attempts = new Attempts([], []);
        for (int i = 0; !enough.IsCancellationRequested; i++)
        {
            string text = $"{name}{i}";
            try
            {
                long length = (await log.LastAsync(Some.Run, default))?.Sequence + 1 ?? 0;
                (await log.AppendAsync(Some.Run, length, [new RunCancelled(text)], default) ? attempts.Happened : attempts.Refused).Add(text);
            }
            catch (StoreUnavailableException)
            {
                // Whether it was appended is unknown.
            }
        }
        return attempts;
    });
}
