namespace Rampart.Notifications;

/// <summary>How long to wait before a notification is posted again; one entry per further attempt.</summary>
public sealed record NotificationRetries(IReadOnlyList<TimeSpan> Pauses)
{
    /// <summary>Nine further attempts within about 19 minutes: well below what a broker lets a message be handled.</summary>
    public static NotificationRetries Default { get; } = new([.. new[] { 1, 2, 5, 10, 30, 60, 120, 300, 600 }.Select(seconds => TimeSpan.FromSeconds(seconds))]);
}
