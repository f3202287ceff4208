using System.ComponentModel;
using System.Globalization;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>A time of day in which no run starts.</summary>
[Description("A time of day in which no run starts.")]
public sealed record QuietHours : ICheckedParameters
{
    const string Format = "HH:mm";

    /// <summary>When it begins, as HH:mm.</summary>
    [Description("When it begins, for example \"22:00\".")]
    public required string From { get; init; }

    /// <summary>When it ends, as HH:mm; earlier than <see cref="From"/> for one that goes past midnight.</summary>
    [Description("When it ends, for example \"06:00\"; it may go past midnight.")]
    public required string Until { get; init; }

    /// <summary>The time zone, as the tz database names it.</summary>
    [Description("The time zone, for example Europe/Berlin.")]
    public string Zone { get; init; } = TimeZones.Utc;

    /// <summary>The first moment that is not quiet: the given one, or the whole minute in which the quiet ends.</summary>
    public DateTimeOffset FirstOpen(DateTimeOffset moment)
    {
        TimeZoneInfo zone = TimeZones.Find(Zone);
        TimeOnly from = Parse(From)!.Value, until = Parse(Until)!.Value;
        DateTimeOffset open = moment;
        // Minute by minute, since a day may have an hour twice or lack one. No quiet lasts longer than a day.
        while (IsQuiet(open))
        {
            open = new DateTimeOffset(open.UtcTicks - (open.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        }
        return open;

        // The end belongs to what is open: from 22:00 until 06:00, a run may start at six.
        bool IsQuiet(DateTimeOffset at) => TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(at, zone).TimeOfDay).IsBetween(from, until);
    }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        foreach ((string knob, string text) in new[] { ("from", From), ("until", Until) })
        {
            if (Parse(text) is null)
            {
                yield return new ParameterFault(knob, $"\"{text}\" is not a time of day", "Write hours and minutes in quotes, for example \"22:00\".");
            }
        }
        if (From == Until)
        {
            yield return new ParameterFault("until", "it begins and ends at the same time", "Let it end earlier or later; without triggers, nothing starts at all.");
        }
        if (TimeZones.Fault("zone", Zone) is { } zone)
        {
            yield return zone;
        }
    }

    static TimeOnly? Parse(string text) =>
        TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null;
}
