using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Bus;
using Rampart.Bus.Journaling;
using Rampart.Contracts;
using Rampart.Hosting;
using Rampart.Journal;
using Rampart.Stages;

namespace Rampart.Benchmarks.Messaging;

/// <summary>Messages per second from many publishers to one consumer that does nothing, end to end.</summary>
static class Throughput
{
    const int Publishers = 64;

    /// <param name="options">The transport.</param>
    /// <param name="messages">How many messages.</param>
    /// <param name="journal">Where to journal them; nowhere unless given.</param>
    /// <param name="stream">Whether the broker journals as well.</param>
    public static async Task<double> MeasureAsync(BusOptions options, int messages, string? journal = null, bool stream = true)
    {
        var counter = new Counter(messages);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services
            .AddSingleton(new ComputeSlots(Publishers))
            .AddSingleton(counter)
            .AddToBus(null, bus => bus.AddConsumer<CountingConsumer>().Endpoint(endpoint =>
            {
                endpoint.Name = "counting";
                endpoint.Temporary = true;
            }));
        if (journal is not null)
        {
            builder.Services
                .AddSingleton(new Worker("benchmark", "benchmark"))
                .AddSingleton(TimeProvider.System)
                .AddRampartStore(new RampartOptions { Store = journal })
                .AddMessageJournal(new JournalOptions { Stream = stream }, options);
        }
        builder.Services.AddRampartBus(options);
        using IHost host = builder.Build();
        await host.StartAsync();
        // What is published before the consumer's queue exists would be lost, as progress may be.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        IBus bus = host.Services.GetRequiredService<IBus>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(async publisher =>
        {
            for (int i = publisher; i < messages; i += Publishers)
            {
                await bus.Publish(new WorkItemProgressed("run", "stage", "item", i, messages, "messages"));
            }
        }));
        await counter.All;
        double seconds = watch.Elapsed.TotalSeconds;
        await host.StopAsync();
        return messages / seconds;
    }

    sealed class Counter(int expected)
    {
        readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _seen;

        public Task All => _all.Task;

        public void Count()
        {
            if (Interlocked.Increment(ref _seen) == expected)
            {
                _all.SetResult();
            }
        }
    }

    sealed class CountingConsumer(Counter counter) : IConsumer<WorkItemProgressed>
    {
        public Task Consume(ConsumeContext<WorkItemProgressed> context)
        {
            counter.Count();
            return Task.CompletedTask;
        }
    }
}
