using System.Runtime.InteropServices;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

public sealed class MemoryShortageTests
{
    sealed class Model : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    public static TheoryData<Exception> Shortages => new(
        new OutOfMemoryException(),
        new ExternalException("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 8589934592 bytes."),
        new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB"),
        new ExternalException("std::bad_alloc"),
        new AggregateException(new OutOfMemoryException()));

    [Theory]
    [MemberData(nameof(Shortages))]
    public async Task What_lacks_memory_is_tried_once_more_alone_without_warm_models(Exception shortage)
    {
        var model = new Model();
        int computing = 0, others = 0;
        using var together = new Barrier(2);
        var stage = new TestStage(context =>
        {
            if (context.Work.Seed == 2)
            {
                Interlocked.Increment(ref computing);
                together.SignalAndWait();
                Interlocked.Decrement(ref computing);
            }
            else if (!model.IsDisposed)
            {
                context.Warm.Borrow("model", () => model).Dispose();
                together.SignalAndWait();
                throw shortage;
            }
            else
            {
                others = computing;
            }
            TestStage.WriteSeed(context);
        });
        await using BusFixture bus = await BusFixture.Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Publish(new MineShard(TestStage.Order(2)));
        await bus.Next<WorkItemCompleted>();
        await bus.Next<WorkItemCompleted>();
        Assert.Equal(3, stage.Executions);
        Assert.Equal(0, others);
    }

    [Fact]
    public async Task What_lacks_memory_also_alone_fails_at_once_with_what_to_do()
    {
        var stage = new TestStage(_ => throw new ExternalException("DefaultCPUAllocator: can't allocate memory"));
        await using BusFixture bus = await BusFixture.Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        Failure failure = (await bus.Next<WorkItemFailed>()).Failure;
        Assert.True(failure.Permanent);
        Assert.Contains("batch", failure.Fix);
        Assert.Equal(2, stage.Executions);
    }

    [Fact]
    public void Another_native_error_is_no_lack_of_memory() => Assert.False(MemoryShortage.Is(new ExternalException("expected a 2D tensor")));
}
