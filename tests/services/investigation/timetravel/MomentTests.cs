using Rampart.Contracts;

namespace Rampart.Investigation.Tests;

public sealed class MomentTests
{
    static readonly IReadOnlyList<RunLogEntry> Log =
        [.. Enumerable.Range(0, 10).Select(entry => new RunLogEntry(entry, MemoryLogs.Start.AddSeconds(10 * entry), new RunCompleted()))];

    [Theory]
    [InlineData("0", 0)]
    [InlineData("9", 9)]
    [InlineData("+0s", 0)]
    [InlineData("+9.9s", 0)]
    [InlineData("+10s", 1)]
    [InlineData("+1m30s", 9)]
    [InlineData("+90000ms", 9)]
    [InlineData("+2d", 9)]
    [InlineData("2026-01-31T08:00:15Z", 1)]
    [InlineData("2026-01-31T08:00:15", 1)]
    [InlineData("2026-01-31T10:00:15+02:00", 1)]
    [InlineData("2027-01-01", 9)]
    public void A_moment_is_an_entry_a_time_or_a_time_since_the_start(string text, long sequence) =>
        Assert.Equal(sequence, Moment.Parse(text, "run-1", Log).Sequence);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("99999999999999999999")]
    [InlineData("yesterday")]
    [InlineData("+")]
    [InlineData("+5")]
    [InlineData("+-5s")]
    [InlineData("+5x")]
    [InlineData("+1.2.3s")]
    [InlineData("+9999999999999999999999d")]
    [InlineData("+99999999d")]
    [InlineData("08:15")]
    [InlineData("2026-13-45T00:00:00Z")]
    [InlineData("2026-01-31T07:59:59Z")]
    public void Anything_else_is_refused_with_what_would_be_one(string text)
    {
        var refused = Assert.Throws<InvestigationException>(() => Moment.Parse(text, "run-1", Log));
        Assert.Contains("run-1", refused.Message);
        Assert.Contains("Give ", refused.Message);
    }

    [Fact]
    public void What_is_refused_is_shown_shortened() =>
        Assert.InRange(Assert.Throws<InvestigationException>(() => Moment.Parse(new string('x', 100_000), "run-1", Log)).Message.Length, 1, 400);

    [Fact]
    public void A_time_means_the_state_before_the_first_entry_that_is_later_also_when_clocks_disagree()
    {
        RunLogEntry[] log = [.. new[] { 0, 10, 30, 20, 40 }.Index().Select(at => new RunLogEntry(at.Index, MemoryLogs.Start.AddSeconds(at.Item), new RunCompleted()))];
        Assert.Equal(1, Moment.Parse("+25s", "run-1", log).Sequence);
    }
}
