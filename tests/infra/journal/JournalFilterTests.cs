using Rampart.Contracts;

namespace Rampart.Journal.Tests;

public sealed class JournalFilterTests
{
    static readonly JournalRecord Record = new()
    {
        Writer = new JournalWriter("host:1", "1.0", null, "memory"),
        Sequence = 3,
        Time = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        Act = JournalAct.Ended,
        Outcome = JournalOutcome.Consumed,
        MessageId = Guid.Empty,
        MessageType = "MineShard",
        Address = "mining",
        RunId = "run",
        Stage = "adpo/2/mine",
        Item = "shard-001",
    };

    [Fact]
    public void A_filter_without_wishes_lets_everything_pass() => Assert.True(JournalFilter.All.Passes(Record));

    [Theory]
    [InlineData("adpo/2/mine", true)]
    [InlineData("adpo", true)]
    [InlineData("adp", false)]
    [InlineData("adpo/2/mine/x", false)]
    public void A_stage_lets_itself_and_the_stages_within_it_pass(string stage, bool passes) =>
        Assert.Equal(passes, new JournalFilter { Stage = stage }.Passes(Record));

    [Fact]
    public void A_time_range_holds_its_beginning_and_not_its_end()
    {
        Assert.True(new JournalFilter { From = Record.Time }.Passes(Record));
        Assert.False(new JournalFilter { To = Record.Time }.Passes(Record));
    }
}
