using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rampart.Bus;
using Rampart.Bus.Journaling;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Hosting;

/// <summary>What every process of the house shares.</summary>
public static class RampartHosting
{
    /// <summary>
    /// Adds store, logging, the executor of work items and the bus. Call it after the services have added themselves: the bus connects
    /// what is there. What the caller has registered before (another <see cref="TimeProvider"/>, other numerics, a mask that knows more secrets) stays.
    /// </summary>
    /// <param name="services">Where the services have added themselves.</param>
    /// <param name="options">How the process is operated.</param>
    /// <param name="consumes">Which shared queues this process consumes; all unless given.</param>
    /// <param name="logs">Where it logs to.</param>
    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    public static IServiceCollection AddRampart(
        this IServiceCollection services, RampartOptions options, Func<string, bool>? consumes = null, LogDestination logs = LogDestination.Files)
    {
        ValueCheck.ThrowIfInvalid(options);
        if (options.Journal.Enabled)
        {
            services.AddMessageJournal(options.Journal, options.Bus, consumes);
        }
        SecretMask mask = services.Select(service => service.ImplementationInstance).OfType<SecretMask>().LastOrDefault() ?? SecretMask.Of(options);
        return services
            .AddRampartComputation(options)
            .AddSingleton(options)
            .AddSingleton(mask)
            .AddRampartLogging(options, logs, mask)
            .AddRampartStore(options)
            .AddSingleton<WorkItemExecutor>()
            .AddSingleton<WorkVerifier>()
            .AddRampartBus(options.Bus, consumes);
    }

    /// <summary>Adds what computes work items with the stages that the services have added: no store, no bus.</summary>
    /// <param name="services">Where the services have added themselves.</param>
    /// <param name="options">How the process is operated.</param>
    public static IServiceCollection AddRampartComputation(this IServiceCollection services, RampartOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<INumerics, TorchNumerics>();
        services.TryAddSingleton(new Worker(
            CodeVersion.Current, string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}")));
        services.TryAddSingleton<StageCatalog>();
        return services
            .AddSingleton(new ComputeSlots(options.Concurrency))
            .AddSingleton(new WarmCache())
            .AddSingleton<StageComputation>();
    }
}
