using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>Makes causes. What happened once gets the same id whoever tells of it.</summary>
public static class Causes
{
    /// <summary>A file arrived.</summary>
    /// <param name="place">The folder or container, as <see cref="WatchedPlace.Place"/> has it.</param>
    /// <param name="name">The file's name below the place, with slashes.</param>
    /// <param name="version">The blob's entity tag, with or without quotes, or what else changes when the file does.</param>
    /// <param name="bytes">The file's size; null when it is unknown.</param>
    /// <param name="channel">Who tells, one of <see cref="CauseChannels"/>.</param>
    /// <param name="time">When it arrived.</param>
    public static TriggerCause DataArrived(string place, string name, string version, long? bytes, string channel, DateTimeOffset time)
    {
        string tag = EntityTag(version);
        return new(Id(CauseKinds.DataArrived, place, name, tag), CauseKinds.DataArrived, name, tag, bytes, channel, time);
    }

    /// <summary>A time came.</summary>
    /// <param name="watch">The watch whose schedule it is.</param>
    /// <param name="due">The time that was due.</param>
    public static TriggerCause Due(string watch, DateTimeOffset due)
    {
        string subject = due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new(Id(CauseKinds.Schedule, watch, subject), CauseKinds.Schedule, subject, null, null, CauseChannels.Clock, due);
    }

    /// <summary>A run of another pipeline ended.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="generation">How often it had been reopened: each end of it is one of its own.</param>
    /// <param name="channel">Who tells, one of <see cref="CauseChannels"/>.</param>
    /// <param name="time">When it ended.</param>
    public static TriggerCause RunFinished(string runId, int generation, string channel, DateTimeOffset time) =>
        new(Id(CauseKinds.RunFinished, runId, Text(generation)), CauseKinds.RunFinished, runId, null, null, channel, time);

    /// <summary>A monitored figure is too low.</summary>
    /// <param name="runId">The run that measured it.</param>
    /// <param name="generation">How often the run had been reopened.</param>
    /// <param name="figure">The figure in words, with what was measured and what was expected.</param>
    /// <param name="channel">Who tells, one of <see cref="CauseChannels"/>.</param>
    /// <param name="time">When it was measured.</param>
    public static TriggerCause MetricDropped(string runId, int generation, string figure, string channel, DateTimeOffset time) =>
        new(Id(CauseKinds.MetricDropped, runId, Text(generation), figure), CauseKinds.MetricDropped, figure, null, null, channel, time);

    /// <summary>Somebody asked.</summary>
    /// <param name="request">What tells this request from others; who asks again with the same one has asked once.</param>
    /// <param name="who">Who.</param>
    /// <param name="why">Why, in their words.</param>
    /// <param name="channel">Who tells, one of <see cref="CauseChannels"/>.</param>
    /// <param name="time">When.</param>
    public static TriggerCause Manual(string request, string who, string why, string channel, DateTimeOffset time) =>
        new(Id(CauseKinds.Manual, request), CauseKinds.Manual, why.Length == 0 ? who : $"{who}: {why}", null, null, channel, time);

    // Event Grid gives tags without quotes, the storage account's headers with them.
    static string EntityTag(string text) => (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text).Trim('"');

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // No part can hold the character that joins them.
    static string Id(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
