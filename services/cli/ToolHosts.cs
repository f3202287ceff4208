using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Bus.Faults;
using Rampart.Bus.Journaling;
using Rampart.Cli.Progress;
using Rampart.Coordination;
using Rampart.Gateway;
using Rampart.Hosting;
using Rampart.Journal;
using Rampart.Notifications;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Retraining;
using Rampart.Signing;
using Rampart.Stages;

namespace Rampart.Cli;

/// <summary>Builds what the commands need, from nothing but the catalog up to all services on the bus.</summary>
sealed class ToolHosts(Action<IServiceCollection> addStages)
{
    /// <summary>Knows the secrets of the configuration, once it has been read.</summary>
    public SecretMask Mask { get; private set; } = SecretMask.Surroundings;

    /// <summary>Reads the configuration.</summary>
    /// <param name="given">What the command line says.</param>
    /// <exception cref="ConfigurationException">Something in it is wrong.</exception>
    public RampartConfiguration Configure(IEnumerable<Setting> given)
    {
        RampartConfiguration configuration = ToolConfiguration.Read(given);
        Mask = configuration.Mask;
        return configuration;
    }

    /// <summary>The kinds of stage, for commands that only read pipeline files.</summary>
    public ServiceProvider Catalog()
    {
        var services = new ServiceCollection();
        AddCatalog(services);
        return services.BuildServiceProvider();
    }

    /// <summary>The store as well, for commands that look at runs.</summary>
    public ServiceProvider Store(RampartOptions options)
    {
        var services = new ServiceCollection();
        AddCatalog(services);
        return services.AddRampartStore(options).AddSingleton<ModelRegistry>().AddSingleton<ModelSigner>().BuildServiceProvider();
    }

    /// <summary>The stages and a store that is only looked at, for commands that replay.</summary>
    public ServiceProvider Replays(RampartOptions options)
    {
        var services = new ServiceCollection();
        AddCatalog(services);
        AddView(services.AddRampartComputation(options), options);
        return services.BuildServiceProvider();
    }

    /// <summary>A store that is only looked at, for commands that investigate runs.</summary>
    public ServiceProvider View(RampartOptions options)
    {
        var services = new ServiceCollection();
        AddCatalog(services);
        AddView(services.AddSingleton(TimeProvider.System), options);
        return services.BuildServiceProvider();
    }

    /// <summary>The store, and the dead letters if there is a broker, for commands that look at faults.</summary>
    public ServiceProvider Faults(RampartOptions options)
    {
        var services = new ServiceCollection();
        addStages(services);
        services.AddCoordination().AddRampartStore(options);
        return (options.Bus.Uri is null ? services : services.AddDeadLetters(options.Bus, ServiceNames.Notifications)).BuildServiceProvider();
    }

    /// <summary>The store, and what holds the journal against the broker if there is one.</summary>
    public ServiceProvider Journal(RampartOptions options)
    {
        var services = new ServiceCollection();
        addStages(services);
        services.AddCoordination().AddRampartStore(options);
        return (options.Bus.Uri is null ? services : services.AddCompletenessCheck(options.Bus)).BuildServiceProvider();
    }

    /// <summary>The store and the bus, for commands that ask the services for something.</summary>
    /// <param name="options">How to reach both.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="monitor">What listens to the messages about a run, if anything does.</param>
    public IHost Client(RampartOptions options, string command, RunMonitor? monitor = null)
    {
        HostApplicationBuilder builder = Empty(command);
        addStages(builder.Services);
        builder.Services.AddCoordination();
        if (monitor is not null)
        {
            builder.Services.AddRunMonitor(monitor);
        }
        builder.Services.AddDeadLetters(options.Bus, ServiceNames.Notifications).AddRampart(options, consumes: _ => false);
        return builder.Build();
    }

    /// <summary>All services on a bus of their own.</summary>
    public IHost Embedded(RampartOptions options, RunMonitor monitor)
    {
        HostApplicationBuilder builder = Empty("run");
        addStages(builder.Services);
        builder.Services.AddCoordination().AddRunMonitor(monitor).AddRampart(options with { Bus = new BusOptions() });
        return builder.Build();
    }

    /// <summary>All services on a bus of their own, and what keeps watches.</summary>
    /// <param name="configuration">How they are operated.</param>
    /// <param name="observer">Is told what happens to the watches.</param>
    public IHost Watching(RampartConfiguration configuration, IWatchObserver observer)
    {
        HostApplicationBuilder builder = Empty("watch-data");
        addStages(builder.Services);
        AddWatching(builder.Services.AddCoordination(), configuration)
            .AddSingleton(observer).AddRampart(configuration.Options with { Bus = new BusOptions() });
        return builder.Build();
    }

    /// <summary>The store and its watches, for commands that look at them or hand something in.</summary>
    public ServiceProvider Triggers(RampartOptions options)
    {
        var services = new ServiceCollection();
        AddCatalog(services);
        return services.AddRampartStore(options).AddTriggers().BuildServiceProvider();
    }

    /// <summary>Some services on the broker, for good.</summary>
    public IHost Serving(RampartConfiguration configuration, IReadOnlyList<string> names) => ServiceHost.Build(configuration.Options, names, services =>
    {
        addStages(services);
        // Who only answers the coordinator must know its queue all the same.
        _ = names.Contains(QueueNames.Coordination) ? services.AddCoordination(configuration.Coordination()) : services.AddCoordination();
        if (names.Contains(ServiceNames.Retraining))
        {
            AddWatching(services, configuration).AddRetraining();
        }
        services.AddSingleton(configuration.Mask);
        if (names.Contains(ServiceNames.Notifications))
        {
            services.AddNotifications(configuration.Notifications());
        }
        if (names.Contains(ServiceNames.Gateway))
        {
            services.AddGateway(configuration.Gateway(), configuration.Options.Bus);
        }
    });

    static IServiceCollection AddWatching(IServiceCollection services, RampartConfiguration configuration) =>
        services.AddWatching(configuration.Retraining(), new RunDeclaration(RunNumerics.Of, CodeVersion.Current));

    void AddCatalog(IServiceCollection services)
    {
        addStages(services);
        services.AddSingleton<StageCatalog>().AddSingleton<PipelineReader>();
    }

    static void AddView(IServiceCollection services, RampartOptions options) => services
        .AddSingleton(s => StoreView.Open(StoreLocation.Parse(options.Store), options.Azure, s.GetRequiredService<TimeProvider>()))
        .AddSingleton<IJournalReader>(s => new JournalReader(s.GetRequiredService<IStoreView>().Journal, options.Journal));

    static HostApplicationBuilder Empty(string command)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddRampartTelemetry(command);
        return builder;
    }
}
