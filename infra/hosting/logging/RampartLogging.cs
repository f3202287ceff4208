using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Rampart.Hosting;

/// <summary>Serilog behind the usual logging interfaces.</summary>
static class RampartLogging
{
    const int KeptFiles = 14;
    const long LargestFile = 64L << 20;

    /// <summary>Adds logging; every line passes the mask.</summary>
    public static IServiceCollection AddRampartLogging(
        this IServiceCollection services, RampartOptions options, LogDestination destination, SecretMask mask)
    {
        var configuration = new LoggerConfiguration().WithLevels(options.Log).Enrich.FromLogContext();
        _ = destination == LogDestination.Files
            ? configuration.WriteTo.File(
                new MaskedLines(new TextLines(), mask),
                Path.Combine(Folder(options), "rampart-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: KeptFiles,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                shared: true)
            : configuration.WriteTo.Console(new MaskedLines(OutputLines(options.Log.Format), mask));
        return services
            .AddSingleton<Logger>(_ => configuration.CreateLogger())
            .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace)) // Serilog decides
            .AddSingleton<ILoggerProvider>(s => new SerilogLoggerProvider(s.GetRequiredService<Logger>(), dispose: false));
    }

    static ITextFormatter OutputLines(LogFormat format) =>
        format == LogFormat.Text || (format == LogFormat.Auto && !Console.IsOutputRedirected) ? new TextLines() : new RenderedCompactJsonFormatter();

    static string Folder(RampartOptions options) =>
        options.Log.Folder
        ?? (StoreLocation.Parse(options.Store).Folder is { } store
            ? Path.Combine(store, "logs")
            : Path.Combine(Path.GetTempPath(), $"rampart-{Environment.UserName}", "logs"));
}
