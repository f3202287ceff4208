using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace Rampart.Hosting;

/// <summary>Which levels are logged.</summary>
static class LogLevels
{
    // Frameworks tell much that only their authors need.
    static readonly Dictionary<string, LogLevel> Frameworks = new(StringComparer.Ordinal)
    {
        ["Microsoft"] = LogLevel.Warning,
        ["System"] = LogLevel.Warning,
        ["MassTransit"] = LogLevel.Warning,
    };

    public static LoggerConfiguration WithLevels(this LoggerConfiguration configuration, LogOptions options)
    {
        configuration.MinimumLevel.Is(LevelConvert.ToSerilogLevel(options.Level));
        foreach ((string source, LogLevel level) in Frameworks.Where(framework => !options.Levels.ContainsKey(framework.Key)).Concat(options.Levels))
        {
            configuration.MinimumLevel.Override(source, LevelConvert.ToSerilogLevel(level));
        }
        return configuration;
    }
}
