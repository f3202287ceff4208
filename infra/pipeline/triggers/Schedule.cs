using System.ComponentModel;
using Cronos;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>A time comes.</summary>
[Description("A time comes.")]
public sealed record Schedule : TriggerSource, ICheckedParameters
{
    /// <summary>When: minute, hour, day of month, month, day of week.</summary>
    [Description("When, as cron says it: minute, hour, day of month, month, day of week; for example \"0 3 * * 1-5\" for three o'clock on working days.")]
    public required string Cron { get; init; }

    /// <summary>The time zone, as the tz database names it.</summary>
    [Description("The time zone, for example Europe/Berlin.")]
    public string Zone { get; init; } = TimeZones.Utc;

    /// <summary>The times that are due after one instant, up to another, in order.</summary>
    public IEnumerable<DateTimeOffset> Due(DateTimeOffset after, DateTimeOffset upTo)
    {
        TimeZoneInfo zone = TimeZones.Find(Zone);
        CronExpression expression = CronExpression.Parse(Cron);
        DateTimeOffset? next = expression.GetNextOccurrence(after, zone);
        while (next is { } due && due <= upTo)
        {
            yield return due;
            next = expression.GetNextOccurrence(due, zone);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (CronFault() is { } fault)
        {
            yield return new ParameterFault("cron", $"\"{Cron}\" is not a schedule: {fault.TrimEnd('.')}", "Write five fields: minute, hour, day of month, month, day of week.");
        }
        if (TimeZones.Fault("zone", Zone) is { } zone)
        {
            yield return zone;
        }
    }

    string? CronFault()
    {
        try
        {
            CronExpression.Parse(Cron);
            return null;
        }
        catch (CronFormatException e)
        {
            return e.Message;
        }
    }
}
