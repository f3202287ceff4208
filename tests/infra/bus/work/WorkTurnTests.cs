using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

/// <summary>Who computes when several could.</summary>
public sealed class WorkTurnTests
{
    sealed class NoProgress : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
        }
    }

    static readonly TimeSpan Endless = Timeout.InfiniteTimeSpan;

    static ServiceProvider Worker(TestStage stage, BusSetup setup, IClaimStore claims) => new ServiceCollection()
        .AddTestWorker(setup).AddSingleton<IStage>(stage).AddSingleton(claims).BuildServiceProvider();

    static Task<WorkResult?> Execute(ServiceProvider worker, ulong seed, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        worker.GetRequiredService<WorkItemExecutor>().ExecuteAsync(TestStage.Order(seed), new NoProgress(), patience ?? Endless, cancellation);

    [Fact]
    public async Task Of_two_processes_one_computes_and_the_other_finds_its_result()
    {
        using var setup = new BusSetup();
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        var stage = new TestStage(context =>
        {
            begun.Release();
            gate.Wait();
            TestStage.WriteSeed(context);
        });
        var claims = new MemoryClaims();
        using ServiceProvider first = Worker(stage, setup, claims), second = Worker(stage, setup, claims);
        Task<WorkResult?> computing = Execute(first, 1);
        await begun.WaitAsync();
        Task<WorkResult?> waiting = Execute(second, 1);
        await claims.Refused.WaitAsync();
        gate.Set();

        Assert.False((await computing)!.Cached);
        Assert.True((await waiting)!.Cached);
        Assert.Equal(1, stage.Executions);
        Assert.Empty(claims.Held);
    }

    [Fact]
    public async Task Who_waits_for_another_computes_itself_when_the_other_does_not()
    {
        using var setup = new BusSetup();
        var claims = new MemoryClaims();
        IAsyncDisposable others = (await claims.TryTakeAsync(TestStage.Order(1).ExecutionKey, default))!;
        using ServiceProvider worker = Worker(new TestStage(TestStage.WriteSeed), setup, claims);
        Task<WorkResult?> waiting = Execute(worker, 1);
        await claims.Refused.WaitAsync();
        await others.DisposeAsync(); // the other process died, its claim ran out
        Assert.False((await waiting)!.Cached);
    }

    [Fact]
    public async Task Who_waits_for_another_holds_no_slot_and_no_claim()
    {
        using var setup = new BusSetup { Slots = 1 };
        var claims = new MemoryClaims();
        await using IAsyncDisposable others = (await claims.TryTakeAsync(TestStage.Order(1).ExecutionKey, default))!;
        using ServiceProvider worker = Worker(new TestStage(TestStage.WriteSeed), setup, claims);
        using var stop = new CancellationTokenSource();
        Task<WorkResult?> waiting = Execute(worker, 1, cancellation: stop.Token);
        await claims.Refused.WaitAsync();
        Assert.False((await Execute(worker, 2))!.Cached);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Who_loses_patience_gives_up_without_a_result()
    {
        using var setup = new BusSetup();
        var claims = new MemoryClaims();
        await using IAsyncDisposable others = (await claims.TryTakeAsync(TestStage.Order(1).ExecutionKey, default))!;
        using ServiceProvider worker = Worker(new TestStage(TestStage.WriteSeed), setup, claims);
        Assert.Null(await Execute(worker, 1, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task A_failed_computation_leaves_neither_claim_nor_slot_behind()
    {
        using var setup = new BusSetup { Slots = 1 };
        var claims = new MemoryClaims();
        var stage = new TestStage(context => throw new IOException("No space left on device"));
        using ServiceProvider worker = Worker(stage, setup, claims);
        await Assert.ThrowsAsync<IOException>(() => Execute(worker, 1));
        Assert.Empty(claims.Held);
        await Assert.ThrowsAsync<IOException>(() => Execute(worker, 1));
    }
}

/// <summary>Claims of workers within this process.</summary>
sealed class MemoryClaims : IClaimStore
{
    readonly ConcurrentDictionary<string, byte> _held = new();

    public ICollection<string> Held => _held.Keys;

    /// <summary>Released once per refusal.</summary>
    public SemaphoreSlim Refused { get; } = new(0);

    public Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation)
    {
        if (_held.TryAdd(executionKey, 0))
        {
            return Task.FromResult<IAsyncDisposable?>(new Claim(this, executionKey));
        }
        Refused.Release();
        return Task.FromResult<IAsyncDisposable?>(null);
    }

    sealed class Claim(MemoryClaims claims, string key) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            claims._held.TryRemove(key, out _);
            return ValueTask.CompletedTask;
        }
    }
}
