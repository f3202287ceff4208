using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;
using Rampart.Registry;
using Rampart.Retraining;
using Rampart.Triggers;

namespace Rampart.Benchmarks.Triggers;

/// <summary>A watch as the service keeps it, whose runs end as soon as they have begun.</summary>
sealed class WatchedBenchmark : IWatchObserver, IMessagePublisher, IAsyncDisposable
{
    public const string Name = "watched";

    readonly Channel<(string RunId, long At)> _begun = Channel.CreateUnbounded<(string, long)>();
    readonly CancellationTokenSource _stop = new();
    readonly ServiceProvider _services;

    public WatchedBenchmark(string folder, string place, double pollSeconds, AzureStoreOptions azure)
    {
        var catalog = new StageCatalog([new StageKind("nothing", typeof(Knobs), 1, new NoPlan(), Command: null)]);
        var services = new ServiceCollection();
        services.AddRampartStore(new RampartOptions { Store = Path.Combine(folder, "store"), Azure = azure })
            .AddSingleton(catalog).AddSingleton<PipelineReader>().AddSingleton<ModelRegistry>().AddSingleton<ArrivalImport>().AddSingleton<SourceImport>().AddSingleton<RunOpening>()
            .AddSingleton<IMessagePublisher>(this).AddSingleton<IWatchObserver>(this)
            .AddWatching(new RetrainingOptions { RunCheck = TimeSpan.FromSeconds(0.1) }, new RunDeclaration(_ => "cpu-float32", "benchmark"));
        _services = services.BuildServiceProvider();
        string yaml = string.Create(CultureInfo.InvariantCulture, $$"""
            name: {{Name}}
            triggers: { on: [{ name: data-arrived, place: "{{place}}", poll_seconds: {{pollSeconds}} }], debounce_seconds: 0 }
            stages: { none: { kind: nothing } }
            """);
        Definition = _services.GetRequiredService<WatchRegister>().AddAsync(new PipelineReader(catalog).Read(yaml, "benchmark", []), "benchmark", default).GetAwaiter().GetResult();
    }

    public ITriggerInbox Inbox => _services.GetRequiredService<ITriggerInbox>();

    WatchDefinition Definition { get; }

    public Task KeepAsync() => Task.Run(() => _services.GetRequiredService<IWatchKeeping>().KeepAsync(Name, Definition, _stop.Token));

    public async Task StopAsync(Task keeping)
    {
        await _stop.CancelAsync();
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>What started the next run, and how long after a moment it began.</summary>
    public async Task<(RunTrigger Trigger, TimeSpan Began)> NextRunAsync(long since)
    {
        (string runId, long at) = await _begun.Reader.ReadAsync();
        var logs = _services.GetRequiredService<IRunLogStore>();
        RunTrigger trigger = ((RunStarted)(await logs.ReadAsync(runId, default))[0].Event).Trigger!;
        await logs.AppendAsync(runId, 1, [new RunCompleted()], default);
        return (trigger, Stopwatch.GetElapsedTime(since, at));
    }

    public Task PublishAsync(object message, Guid messageId, CancellationToken cancellation)
    {
        if (message is StartRun start)
        {
            _begun.Writer.TryWrite((start.RunId, Stopwatch.GetTimestamp()));
        }
        return Task.CompletedTask;
    }

    public void Accepted(string watch, string channel, int causes)
    {
    }

    public void Waits(string watch, int causes, TriggerDecision.Wait wait)
    {
    }

    public void Planned(string watch, TriggeredRun run)
    {
    }

    public void Begun(string watch, TriggeredRun run)
    {
    }

    public void Ended(string watch, TriggeredRun run, string outcome)
    {
    }

    public void Failed(string watch, string what, Exception exception) => Console.Error.WriteLine($"{what}: {exception}");

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        await _services.DisposeAsync();
    }

    sealed record Knobs;

    sealed class NoPlan : IStagePlan
    {
        public IReadOnlyList<PlannedItem> Items(StageSituation situation) => [];

        public int Count(StageSituation situation) => 0;

        public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => [];
    }
}
