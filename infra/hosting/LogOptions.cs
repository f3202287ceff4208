using Microsoft.Extensions.Logging;

namespace Rampart.Hosting;

/// <summary>What is logged, and how.</summary>
public sealed record LogOptions
{
    /// <summary>The form of the lines that <c>rampart serve</c> writes to standard output.</summary>
    public LogFormat Format { get; init; } = LogFormat.Auto;

    /// <summary>The least level that is logged.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>Least levels by namespace, for example <c>MassTransit</c>: <c>Debug</c>; the longest one counts.</summary>
    public Dictionary<string, LogLevel> Levels { get; init; } = [];

    /// <summary>
    /// The folder for the log files of all other commands; null for <c>logs</c> in the store's folder, or below the system's temporary
    /// folder when the store is not a folder.
    /// </summary>
    public string? Folder { get; init; }
}
