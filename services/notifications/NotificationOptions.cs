using System.ComponentModel.DataAnnotations;

namespace Rampart.Notifications;

/// <summary>Who is told how runs ended.</summary>
public sealed record NotificationOptions
{
    /// <summary>The part of the configuration.</summary>
    public const string Section = "Rampart:Notifications";

    /// <summary>Where notifications are posted.</summary>
    public Uri? Url { get; init; }

    /// <summary>The secret that signs them, known to whoever receives them.</summary>
    [DataType(DataType.Password)]
    public string? Key { get; init; }

    /// <summary>Whether the address may be plain HTTP.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>How long whoever receives a notification may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
