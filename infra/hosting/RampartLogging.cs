using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Rampart.Hosting;

/// <summary>Serilog behind the usual logging interfaces: everything into a file of the store, warnings to standard error if wanted.</summary>
static class RampartLogging
{
    const int KeptFiles = 14;
    const long LargestFile = 64L << 20;

    public static IServiceCollection AddRampartLogging(this IServiceCollection services, RampartOptions options)
    {
        LoggerConfiguration configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .WriteTo.File(
                Path.Combine(options.Store, "logs", "rampart-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: KeptFiles,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                shared: true,
                formatProvider: CultureInfo.InvariantCulture);
        if (options.WarningsOnConsole)
        {
            configuration = configuration.WriteTo.Console(
                LogEventLevel.Warning, "{Message:lj}{NewLine}", CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose);
        }
        return services
            .AddSingleton(configuration)
            .AddSingleton<Logger>(s => s.GetRequiredService<LoggerConfiguration>().CreateLogger())
            .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Information))
            .AddSingleton<ILoggerProvider>(s => new SerilogLoggerProvider(s.GetRequiredService<Logger>(), dispose: false));
    }
}
