using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Stages;

namespace Rampart.Bus.Tests;

/// <summary>What a worker needs besides its stages and its bus.</summary>
static class TestServices
{
    public static IServiceCollection AddTestWorker(this IServiceCollection services, BusSetup setup) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(StoreFolder.Open(setup.Store))
        .AddSingleton<FileArtifactStore>()
        .AddSingleton<IArtifactStore>(s => s.GetRequiredService<FileArtifactStore>())
        .AddSingleton<IResultStore, FileResultStore>()
        .AddSingleton<IRunLogStore, FileRunLogStore>()
        .AddSingleton<INumerics>(new TestNumerics(setup.Machine))
        .AddSingleton(new ComputeSlots(setup.Slots))
        .AddSingleton(new WarmCache())
        .AddSingleton(new Worker("test", setup.Worker))
        .AddSingleton<StageComputation>()
        .AddSingleton<WorkItemExecutor>()
        .AddSingleton<WorkVerifier>()
        .AddSingleton(setup.Retry);
}
