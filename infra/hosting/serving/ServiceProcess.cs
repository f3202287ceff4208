using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Bus;

namespace Rampart.Hosting;

/// <summary>The life of a process that serves: start, work, orderly stop.</summary>
public static partial class ServiceProcess
{
    // As sysexits.h has it for a passing failure.
    const int FailedCode = 75;

    /// <summary>Serves until it is told to stop, or something says that it can't go on.</summary>
    /// <exception cref="Rampart.Artifacts.ArtifactException">The store refuses this process.</exception>
    /// <exception cref="ProbeException">The process has to compute, and can't.</exception>
    /// <exception cref="ConfigurationException">The port is taken.</exception>
    /// <returns>The exit code: 0 when it was told to stop, another one when a supervisor should start it again.</returns>
    public static async Task<int> RunAsync(IHost host, RampartConfiguration configuration, IReadOnlyList<string> names, CancellationToken stop)
    {
        ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServiceProcess));
        RampartOptions options = configuration.Options;
        string health = options.Http.Port == 0 ? "none" : $"http://{options.Http.Host}:{options.Http.Port}{HealthEndpoints.Ready}";
        LogServing(logger, string.Join(", ", names), CodeVersion.Current, $"{options.Bus.Uri}", options.Store, options.Concurrency, health);
        foreach (Setting setting in configuration.Shown.Where(setting => setting.Source != Setting.DefaultSource))
        {
            LogSetting(logger, setting.Key, setting.Value, setting.Source);
        }
        try
        {
            await ActivatorUtilities.CreateInstance<Preflight>(host.Services).RequireAsync(names.Any(ServiceNames.Computes), stop);
            await host.StartAsync(stop);
            await host.WaitForShutdownAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStoppedEarly(logger);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new ConfigurationException($"Port {options.Http.Port} is in use. Choose another (--port N or Rampart__Http__Port), or 0 for none.", e);
        }
        var exit = host.Services.GetRequiredService<ProcessExit>();
        if (host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true }))
        {
            exit.Request(FailedCode);
        }
        LogStopped(logger, exit.Code == 0 ? "as told" : "because something failed; see above");
        return exit.Code;
    }

    [LoggerMessage(LogLevel.Information, "Serving {Services}: version {Version}, bus {Bus}, store {Store}, {Slots} items at once, health at {Health}.")]
    static partial void LogServing(ILogger logger, string services, string version, string bus, string store, int slots, string health);

    [LoggerMessage(LogLevel.Information, "{Key} = {Value} ({Source})")]
    static partial void LogSetting(ILogger logger, string key, string value, string source);

    [LoggerMessage(LogLevel.Information, "Told to stop before everything had started.")]
    static partial void LogStoppedEarly(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Stopped {Why}.")]
    static partial void LogStopped(ILogger logger, string why);
}
