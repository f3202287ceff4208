using System.ComponentModel.DataAnnotations;

namespace Rampart.Retraining;

/// <summary>How closely watches are kept. It binds to <c>Rampart:Retraining</c>.</summary>
public sealed record RetrainingOptions
{
    /// <summary>How often each watch's log is read for what others have handed in.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often to look for watches that were added or removed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LookAround { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often to look for ended runs of which no message came.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RunCheck { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait after something did not work, before it is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);
}
