using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>A point in the history of a run: after one entry of its log and before the next.</summary>
/// <param name="Sequence">The last entry that has happened.</param>
/// <param name="Time">The time that was asked for, or that of the entry.</param>
public sealed record Moment(long Sequence, DateTimeOffset Time)
{
    /// <summary>
    /// Reads what a user means: an entry's number; a time as ISO 8601, UTC unless it has an offset; or a time since the run's start, such as
    /// <c>+90s</c>, <c>+5m</c> or <c>+1h30m</c>. Times mean the state before the first entry that is later.
    /// </summary>
    /// <param name="text">What was given.</param>
    /// <param name="runId">The run, for messages.</param>
    /// <param name="log">Its log, at least one entry.</param>
    /// <exception cref="InvestigationException">It is none of these, or the run has no such moment.</exception>
    public static Moment Parse(string text, string runId, IReadOnlyList<RunLogEntry> log)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
        {
            return sequence < log.Count
                ? new Moment(sequence, log[(int)sequence].Time)
                : throw new InvestigationException(string.Create(
                    CultureInfo.InvariantCulture, $"run {runId} has no entry {sequence}: its log has the entries 0 to {log.Count - 1}. Give one of these."));
        }
        DateTimeOffset time = TimeOf(text, runId, log[0].Time);
        if (time < log[0].Time)
        {
            throw new InvestigationException(string.Create(
                CultureInfo.InvariantCulture, $"run {runId} had not started at {time:O}: it started at {log[0].Time:O}. Give that time or a later one."));
        }
        int happened = log.TakeWhile(entry => entry.Time <= time).Count();
        return new Moment(happened - 1, time);
    }

    static DateTimeOffset TimeOf(string text, string runId, DateTimeOffset start)
    {
        if (text.StartsWith('+'))
        {
            return RelativeTime.TryParse(text.AsSpan(1), out TimeSpan since) && since < DateTimeOffset.MaxValue - start ? start + since : throw NoMoment(text, runId);
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && text.Length > 0 && char.IsAsciiDigit(text[0]) && text.Contains('-', StringComparison.Ordinal)
            ? time
            : throw NoMoment(text, runId);
    }

    static InvestigationException NoMoment(string text, string runId) => new(
        $"\"{Shown.Of(text)}\" is no moment of run {runId}. Give the number of a log entry (17), a time as ISO 8601 (2026-01-31T08:15:00Z, or with an offset), "
        + "or a time since the run's start (+90s, +5m, +1h30m).");
}
