namespace Rampart.Hosting;

/// <summary>Where a process logs to.</summary>
public enum LogDestination
{
    /// <summary>Into files, by day: the console has a display.</summary>
    Files,

    /// <summary>To standard output.</summary>
    Output,
}
