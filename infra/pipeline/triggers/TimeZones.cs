using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>Time zones as pipeline.yaml names them.</summary>
static class TimeZones
{
    /// <summary>The zone that counts when none is named.</summary>
    public const string Utc = "UTC";

    /// <summary>A zone that has been checked before.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know it.</exception>
    public static TimeZoneInfo Find(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    /// <summary>What is wrong with a knob that names a zone, if anything is.</summary>
    public static ParameterFault? Fault(string knob, string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
        ? null
        : new ParameterFault(knob, $"this machine knows no time zone \"{name}\"", "Use a name of the tz database such as Europe/Berlin, or UTC; the package tzdata holds them.");
}
