namespace Rampart.Notifications;

/// <summary>A notification was not taken; the message says why, and what to do.</summary>
public sealed class NotificationException(string message) : Exception(message);
