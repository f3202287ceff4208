using Azure.Storage.Blobs.Specialized;
using Rampart.Artifacts.Azure;
using Rampart.Testing;

namespace Rampart.Artifacts.Tests.Azure;

/// <summary>Claims whose process lives, dies, or loses sight of the server.</summary>
public sealed class ClaimLeaseTests
{
    static readonly string Key = Some.Key('a');
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90), Pause = TimeSpan.FromMilliseconds(50);

    // The shortest that the service grants.
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    static int Renewals(Faults faults) => faults.Seen.Count(seen => seen.Request.Contains("comp=lease", StringComparison.Ordinal)) - 1;

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(Pause, patience.Token);
        }
    }

    [Fact]
    public async Task The_claim_of_a_process_that_died_ends_by_itself()
    {
        // A clock that stands still: nobody renews.
        await using AzureTestStore store = await AzureTestStore.OpenAsync();
        Assert.NotNull(await new AzureClaimStore(store.Client, new ManualTime(), Lease).TryTakeAsync(Key, default));
        Assert.Null(await store.Claims.TryTakeAsync(Key, default));
        await UntilAsync(async () =>
        {
            if (await store.Claims.TryTakeAsync(Key, default) is not { } claim)
            {
                return false;
            }
            await claim.DisposeAsync();
            return true;
        });
    }

    [Fact]
    public async Task A_claim_is_renewed_three_times_while_it_would_last_until_it_is_given_up()
    {
        var faults = new Faults();
        var clock = new ManualTime();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults, time: clock);
        IAsyncDisposable claim = (await store.Claims.TryTakeAsync(Key, default))!;
        for (int renewals = 1; renewals <= 3; renewals++)
        {
            int expected = renewals;
            clock.Advance(AzureClaimStore.DefaultLease / 3);
            await UntilAsync(() => Task.FromResult(Renewals(faults) == expected));
        }
        await claim.DisposeAsync();
        Assert.Equal(0, clock.Timers);
        Assert.Empty(await store.NamesAsync());
    }

    [Fact]
    public async Task A_claim_survives_requests_that_get_lost()
    {
        var faults = new Faults();
        var clock = new ManualTime();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults, time: clock);
        IAsyncDisposable claim = (await store.Claims.TryTakeAsync(Key, default))!;
        int lost = 0;
        faults.DropRequest = _ => Interlocked.Increment(ref lost) <= 3;
        clock.Advance(AzureClaimStore.DefaultLease / 3);
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref lost) == 3));
        await UntilAsync(() =>
        {
            clock.Advance(AzureClaimStore.DefaultLease / 3);
            return Task.FromResult(Renewals(faults) > 0);
        });
        await claim.DisposeAsync();
        Assert.Empty(await store.NamesAsync());
    }

    [Fact]
    public async Task A_claim_that_was_lost_harms_neither_its_holder_nor_the_next()
    {
        var faults = new Faults();
        var clock = new ManualTime();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults, time: clock), other = store.OpenAgain(null);
        IAsyncDisposable lost = (await store.Claims.TryTakeAsync(Key, default))!;
        await store.Raw.GetBlobClient($"claims/{Key}").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await using IAsyncDisposable? next = await other.Claims.TryTakeAsync(Key, default);
        Assert.NotNull(next);

        clock.Advance(AzureClaimStore.DefaultLease / 3);
        await UntilAsync(() => Task.FromResult(Renewals(faults) == 1));
        await lost.DisposeAsync();
        Assert.Null(await store.Claims.TryTakeAsync(Key, default));
    }

    [Fact]
    public async Task A_claim_can_be_given_up_while_the_server_is_away()
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        IAsyncDisposable claim = (await store.Claims.TryTakeAsync(Key, default))!;
        faults.DropRequest = _ => true;
        await claim.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Claims.TryTakeAsync(Key, default));
    }
}
