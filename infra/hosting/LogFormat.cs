namespace Rampart.Hosting;

/// <summary>The form of log lines.</summary>
public enum LogFormat
{
    /// <summary>Text on a terminal, JSON elsewhere.</summary>
    Auto,

    /// <summary>Compact JSON, one object a line.</summary>
    Json,

    /// <summary>Text for people.</summary>
    Text,
}
