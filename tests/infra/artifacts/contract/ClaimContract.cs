namespace Rampart.Artifacts.Tests;

public abstract class ClaimContract : StoreContract
{
    static readonly string Key = Some.Key('a');

    [Fact]
    public async Task Of_many_that_claim_a_key_at_once_one_gets_it_also_between_processes()
    {
        await using TestStore other = Store.OpenAgain();
        IClaimStore[] stores = [Store.Claims, other.Claims];
        IAsyncDisposable?[] claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => stores[i % 2].TryTakeAsync(Key, default))));
        await using IAsyncDisposable claim = Assert.Single(claims.OfType<IAsyncDisposable>());
        Assert.Null(await other.Claims.TryTakeAsync(Key, default));
    }

    [Fact]
    public async Task A_claim_that_is_given_up_can_be_taken_by_others_and_leaves_nothing()
    {
        await using TestStore other = Store.OpenAgain();
        for (int turn = 0; turn < 3; turn++)
        {
            IAsyncDisposable claim = (await (turn % 2 == 0 ? Store : other).Claims.TryTakeAsync(Key, default))!;
            await claim.DisposeAsync();
            await claim.DisposeAsync();
            Assert.Empty(await Store.NamesAsync());
        }
    }

    [Fact]
    public async Task Claims_of_different_keys_know_nothing_of_each_other()
    {
        await using IAsyncDisposable? a = await Store.Claims.TryTakeAsync(Some.Key('a'), default), b = await Store.Claims.TryTakeAsync(Some.Key('b'), default);
        Assert.NotNull(a);
        Assert.NotNull(b);
    }

    [Fact]
    public async Task Taking_and_giving_up_in_turn_never_gives_a_key_to_two()
    {
        await using TestStore other = Store.OpenAgain();
        TestStore[] stores = [Store, other];
        int holders = 0, taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (int turn = 0; turn < 15; turn++)
            {
                if (await stores[i % 2].Claims.TryTakeAsync(Key, default) is { } claim)
                {
                    Assert.Equal(1, Interlocked.Increment(ref holders));
                    Interlocked.Increment(ref taken);
                    await Task.Yield();
                    Interlocked.Decrement(ref holders);
                    await claim.DisposeAsync();
                }
            }
        })));
        Assert.NotEqual(0, taken);
    }
}
