using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

/// <summary>A handler must end before the broker takes its message away.</summary>
public sealed class HandlerLimitTests
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task An_item_that_takes_too_long_is_stopped_and_fails_with_what_to_do()
    {
        var stage = new TestStage(context =>
        {
            context.Cancellation.WaitHandle.WaitOne();
            context.Cancellation.ThrowIfCancellationRequested();
        });
        await using BusFixture bus = await BusFixture.Start(
            stage, new BusSetup { Services = services => services.AddSingleton(new HandlerLimits(Timeout.InfiniteTimeSpan, Soon)) });
        await bus.Publish(new MineShard(TestStage.Order(1)));
        Failure failure = (await bus.Next<WorkItemFailed>()).Failure;
        Assert.True(failure.Permanent);
        Assert.Contains("consumer_timeout", failure.Fix);
    }

    [Fact]
    public async Task An_item_that_another_worker_computes_goes_to_the_end_of_the_queue_and_is_done_later()
    {
        var claims = new MemoryClaims();
        IAsyncDisposable others = (await claims.TryTakeAsync(TestStage.Order(1).ExecutionKey, default))!;
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup
        {
            Services = services => services.AddSingleton(new HandlerLimits(Soon, Timeout.InfiniteTimeSpan)).AddSingleton<IClaimStore>(claims),
        });
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await claims.Refused.WaitAsync();
        await bus.Publish(new MineShard(TestStage.Order(2)));
        Assert.Equal("item-2", (await bus.Next<WorkItemCompleted>()).Item);
        await others.DisposeAsync();
        Assert.Equal("item-1", (await bus.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public void Handlers_stay_well_below_the_brokers_timeout()
    {
        var limits = HandlerLimits.Below(TimeSpan.FromMinutes(30));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(25)), (limits.Waiting, limits.Working));
    }
}
