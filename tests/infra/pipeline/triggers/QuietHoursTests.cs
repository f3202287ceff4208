using System.Globalization;
using Rampart.Pipeline.Triggers;

namespace Rampart.Pipeline.Tests.Triggers;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22:00", "06:00", "UTC", "2026-03-02T21:59:59Z", "2026-03-02T21:59:59Z")]
    [InlineData("22:00", "06:00", "UTC", "2026-03-02T22:00:00Z", "2026-03-03T06:00:00Z")]
    [InlineData("22:00", "06:00", "UTC", "2026-03-03T05:59:59Z", "2026-03-03T06:00:00Z")]
    [InlineData("22:00", "06:00", "UTC", "2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z")]
    [InlineData("09:00", "17:00", "Europe/Berlin", "2026-03-02T12:00:00Z", "2026-03-02T16:00:00Z")]
    // The night in which the clocks go forward is an hour shorter, the one in which they go back an hour longer.
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("22:00", "06:00", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T05:00:00Z")]
    public void The_first_open_moment_is_the_end_of_the_quiet(string from, string until, string zone, string moment, string open) => Assert.Equal(
        Time(open), new QuietHours { From = from, Until = until, Zone = zone }.FirstOpen(Time(moment)));

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
