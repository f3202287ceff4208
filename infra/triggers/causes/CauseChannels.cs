namespace Rampart.Triggers;

/// <summary>Who tells of causes.</summary>
public static class CauseChannels
{
    /// <summary>A webhook of Azure Event Grid.</summary>
    public const string EventGrid = "event-grid";

    /// <summary>Whoever lists a place every few seconds.</summary>
    public const string Poller = "poller";

    /// <summary>Whoever lists a place now and then, for what events missed.</summary>
    public const string Lister = "lister";

    /// <summary>The clock.</summary>
    public const string Clock = "clock";

    /// <summary>A message about a run.</summary>
    public const string Bus = "bus";

    /// <summary>The HTTP API.</summary>
    public const string Api = "api";

    /// <summary>The tool.</summary>
    public const string CommandLine = "command-line";
}
