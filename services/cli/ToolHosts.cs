using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Coordination;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Cli.Progress;

namespace Rampart.Cli;

/// <summary>Builds what the commands need, from nothing but the catalog up to all services on the bus.</summary>
sealed class ToolHosts(Action<IServiceCollection> addStages)
{
    /// <summary>The kinds of stage, for commands that only read pipeline files.</summary>
    public ServiceProvider Catalog()
    {
        var services = new ServiceCollection();
        addStages(services);
        return services.AddSingleton<StageCatalog>().AddSingleton<PipelineReader>().BuildServiceProvider();
    }

    /// <summary>The store as well, for commands that look at runs.</summary>
    public ServiceProvider Store(string folder)
    {
        var services = new ServiceCollection();
        addStages(services);
        return services.AddSingleton<StageCatalog>().AddSingleton<PipelineReader>().AddRampartStore(new RampartOptions { Store = folder }).BuildServiceProvider();
    }

    /// <summary>All services on the bus.</summary>
    public IHost All(RampartOptions options, RunMonitor monitor)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        addStages(builder.Services);
        builder.Services.AddCoordination().AddRunMonitor(monitor).AddRampart(options);
        return builder.Build();
    }
}
