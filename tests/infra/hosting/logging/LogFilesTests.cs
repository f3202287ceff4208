using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rampart.Bus;

namespace Rampart.Hosting.Tests;

public sealed partial class LogFilesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-logs-").FullName;

    [Fact]
    public void A_folder_store_keeps_the_logs_and_levels_go_by_the_longest_namespace()
    {
        var options = new RampartOptions
        {
            Store = _folder,
            Bus = new BusOptions { Password = "hunter2" },
            Log = new LogOptions { Level = LogLevel.Warning, Levels = { ["Rampart"] = LogLevel.Information, ["Rampart.Bus"] = LogLevel.Error } },
        };
        using (ServiceProvider services = new ServiceCollection().AddRampartLogging(options, LogDestination.Files, SecretMask.Of(options)).BuildServiceProvider())
        {
            var factory = services.GetRequiredService<ILoggerFactory>();
            foreach (string category in new[] { "Rampart.Mining", "Rampart.Bus", "Elsewhere", "MassTransit" })
            {
                LogSecret(factory.CreateLogger(category), category, "hunter2");
            }
        }
        Assert.EndsWith("[INF] Rampart.Mining says ***.", Assert.Single(Directory.GetFiles(Path.Combine(_folder, "logs")).SelectMany(File.ReadAllLines)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LoggerMessage(LogLevel.Information, "{Category} says {Secret}.")]
    static partial void LogSecret(ILogger logger, string category, string secret);
}
