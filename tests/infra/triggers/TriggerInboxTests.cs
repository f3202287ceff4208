using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Triggers.Tests;

public sealed class TriggerInboxTests : IDisposable
{
    readonly FlakyDocuments _documents = new();
    readonly WatchLogs _logs;
    readonly TriggerInbox _inbox;

    public TriggerInboxTests()
    {
        _logs = new WatchLogs(_documents, TimeProvider.System);
        _inbox = new TriggerInbox(new WatchRegister(_documents, new StageCatalog([]), TimeProvider.System), _logs);
        var definition = new WatchDefinition(1, Some.Noon, "ada", "1", "name: toy", [new WatchedPlace("toy", "/incoming", "")]);
        _documents.TryCreateAsync(
            WatchDocuments.Name(WatchDocuments.Definitions, "toy", 1), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(definition, WatchDocuments.Json), default).GetAwaiter().GetResult();
    }

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Ten_thousand_events_handed_in_while_one_is_written_are_kept_in_a_few_documents()
    {
        await _inbox.AcceptAsync("toy", [Some.File("first")], default);
        int before = _documents.Count(WatchDocuments.Log);
        using var written = new ManualResetEventSlim();
        _documents.Next = () =>
        {
            written.Wait();
            return null;
        };
        Task<int> one = _inbox.AcceptAsync("toy", [Some.File("second")], default);
        Task<int>[] handed = [.. Some.Files(10_000).Select(cause => _inbox.AcceptAsync("toy", [cause], default))];
        written.Set();

        Assert.Equal(1, await one);
        Assert.All(await Task.WhenAll(handed), count => Assert.Equal(1, count));
        Assert.Equal(10_002, (await _logs["toy"].ReadAsync(default)).Pending.Count);
        Assert.InRange(_documents.Count(WatchDocuments.Log) - before, 1, 3);
    }

    [Fact]
    public async Task Of_all_who_hand_in_the_same_cause_one_is_told_that_it_is_new()
    {
        int[] kept = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _inbox.AcceptAsync("toy", [Some.File("a"), Some.File("a")], default))));
        Assert.Equal(1, kept.Sum());
        Assert.Single((await _logs["toy"].ReadAsync(default)).Pending);
    }

    [Fact]
    public async Task A_webhook_and_a_lister_that_saw_the_same_blob_tell_the_same_cause()
    {
        const string place = "https://account.blob.core.windows.net/incoming";
        TriggerCause lister = Causes.DataArrived(place, "day-1/a.gz", "\"0x8DE2B\"", 8, CauseChannels.Lister, Some.Noon);
        TriggerCause webhook = Causes.DataArrived(place, "day-1/a.gz", "0x8DE2B", null, CauseChannels.EventGrid, Some.After(1));
        TriggerCause overwritten = Causes.DataArrived(place, "day-1/a.gz", "0x8DE2C", null, CauseChannels.EventGrid, Some.After(2));
        Assert.Equal(2, await _inbox.AcceptAsync("toy", [lister, webhook, overwritten], default));
    }

    [Fact]
    public async Task Who_gets_no_answer_hands_in_again_and_nothing_counts_twice()
    {
        await _inbox.AcceptAsync("toy", [Some.File("a")], default);
        _documents.Next = () => Fault.After;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _inbox.AcceptAsync("toy", Some.Files(3), default));
        _documents.Next = () => null;
        await _inbox.AcceptAsync("toy", Some.Files(3), default);
        Assert.Equal(4, (await _logs["toy"].ReadAsync(default)).Accepted);
    }

    [Fact]
    public async Task A_watch_that_is_not_registered_takes_nothing()
    {
        foreach (string name in new[] { "other", "", "../models", "toy/x" })
        {
            await Assert.ThrowsAsync<TriggerException>(() => _inbox.AcceptAsync(name, [Some.File("a")], default));
        }
        Assert.Equal([new WatchedPlace("toy", "/incoming", "")], await _inbox.PlacesAsync(default));
    }
}
