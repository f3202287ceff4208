using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;
using Rampart.Pipeline;
using Rampart.Signing;
using Rampart.Stages;

namespace Rampart.Coordination.Tests.Coordination;

/// <summary>The service as processes host it, on an in-memory bus, with workers that execute whatever is ordered.</summary>
public sealed class HostedCoordinationTests : IAsyncLifetime
{
    readonly CoordinatedRuns _runs = new();
    readonly IHost _host;
    readonly Workers _workers;

    public HostedCoordinationTests()
    {
        _workers = new Workers(_runs.Store);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<IArtifactStore>(_runs.Store.Artifacts)
            .AddSingleton<IResultStore>(_runs.Store.Results)
            .AddSingleton<IRunLogStore>(_runs.Store.Logs)
            .AddSingleton<IDocumentStore>(_runs.Store.Documents)
            .AddSingleton(new SigningOptions())
            .AddSingleton(Toy.Catalog)
            .AddSingleton(new ComputeSlots(4))
            .AddSingleton(_workers)
            .AddCoordination(new CoordinationOptions { Window = 8 })
            .AddToBus(null, bus => bus.AddConsumer<Workers>().Endpoint(endpoint => endpoint.Name = "workers"))
            .AddRampartBus(new BusOptions());
        _host = builder.Build();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _runs.Dispose();
    }

    Task Publish(object message) => _host.Services.GetRequiredService<IBus>().Publish(message);

    [Fact]
    public async Task A_process_that_starts_takes_up_an_open_run_and_brings_it_to_its_end()
    {
        await _runs.Begin("toy-1", Toy.Diamond);

        await _host.StartAsync();

        Assert.Equal(RunOutcome.Completed, (await _workers.Ended("toy-1")).Outcome);
        Assert.Equal(6 + 3 + 6 + (2 * (5 + 2)) + 8, (await _runs.Store.Log("toy-1")).OfType<ItemCompleted>().Count());
    }

    [Fact]
    public async Task A_run_is_cancelled_retried_and_failed_by_messages()
    {
        _workers.Fail = order => order.Item == "segment-002";
        await _runs.Begin("toy-1", Toy.Diamond);
        await _host.StartAsync();
        Assert.Equal(RunOutcome.Failed, (await _workers.Ended("toy-1")).Outcome);

        _workers.Fail = _ => false;
        await Publish(new RetryRun("toy-1", "the worker was broken"));
        Assert.Equal(RunOutcome.Completed, (await _workers.Ended("toy-1", generation: 1)).Outcome);

        _workers.Fail = _ => true;
        await _runs.Begin("toy-2", Toy.Diamond);
        await Publish(new CancelRun("toy-2", "not this one"));
        Assert.Equal(RunOutcome.Cancelled, (await _workers.Ended("toy-2")).Outcome);
    }

    [Fact]
    public async Task Malformed_messages_are_counted_and_reach_no_log()
    {
        await _runs.Begin("toy-1", "name: wait\nstages:\n  wide: { kind: shards, items: 3 }\n");
        _workers.Ignores = true;
        await _host.StartAsync();
        WorkOrder order = await _workers.Ordered();
        var good = new NamedArtifact("out", new ArtifactRef(new string('a', 64), 1, MediaTypes.Json));
        NamedArtifact[] bad =
        [
            good with { Role = null! },
            good with { Artifact = null! },
            good with { Role = new string('r', 100_000) },
            good with { Artifact = good.Artifact with { Digest = "../../etc/passwd" } },
            good with { Artifact = good.Artifact with { Digest = null! } },
            good with { Artifact = good.Artifact with { Size = -1 } },
            good with { Artifact = good.Artifact with { MediaType = null! } },
        ];
        foreach (NamedArtifact output in bad)
        {
            await Publish(new WorkItemCompleted(order.RunId, order.Stage, order.Item, order.ExecutionKey, [output], false));
        }
        await Publish(new WorkItemCompleted(order.RunId, order.Stage, order.Item, order.ExecutionKey, null!, false));
        await Publish(new WorkItemFailed(order.RunId, null!, order.Item, order.ExecutionKey, null!));
        await Publish(new WorkItemBlocked(order.RunId, order.Stage, order.Item, order.ExecutionKey, null!));

        var ignored = _host.Services.GetRequiredService<IgnoredMessages>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (ignored[IgnoredMessages.Malformed] < bad.Length + 3)
        {
            await Task.Delay(5, patience.Token);
        }
        Assert.Single(await _runs.Store.Log("toy-1"));
    }
}
