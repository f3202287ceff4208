using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Rampart.Hosting;

/// <summary>Serilog behind the usual logging interfaces: everything goes into a file of the store, since the display has the console.</summary>
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
        return services
            .AddSingleton(configuration)
            .AddSingleton<Logger>(s => s.GetRequiredService<LoggerConfiguration>().CreateLogger())
            .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Information))
            .AddSingleton<ILoggerProvider>(s => new SerilogLoggerProvider(s.GetRequiredService<Logger>(), dispose: false));
    }
}
