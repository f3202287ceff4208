using Rampart.Cli.Progress;
using Rampart.Contracts;

namespace Rampart.Cli.Tests;

public sealed class StageMeterTests
{
    static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    readonly StageMeter _meter = new("mine", "mining") { Items = 4 };

    void Progress(string item, long done, double seconds) =>
        _meter.Progressed(new WorkItemProgressed("run", "mine", item, done, 100, "samples"), Start.AddSeconds(seconds));

    void Complete(string item, double seconds, bool cached = false) =>
        _meter.Completed(item, cached, Start.AddSeconds(seconds));

    [Fact]
    public void Share_counts_finished_items_and_the_done_part_of_those_under_way()
    {
        Progress("a", 10, 0);
        Complete("a", 1);
        Progress("b", 50, 2);
        StageReading reading = _meter.Read(Start.AddSeconds(2));
        Assert.Equal(0.375, reading.Share);
        Assert.Equal(150, reading.Units);
        Assert.True(reading.IsActive);
    }

    [Fact]
    public void Rate_and_time_left_follow_from_what_was_done_since_the_first_message()
    {
        Progress("a", 0, 0);
        Progress("a", 100, 10);
        StageReading reading = _meter.Read(Start.AddSeconds(10));
        Assert.Equal(10, reading.Rate);
        Assert.Equal(TimeSpan.FromSeconds(30), reading.Left);
        Assert.Equal("0/4 items, 10 samples/s, 0:30 left", ProgressText.Of(reading));
    }

    [Fact]
    public void Nothing_is_foretold_before_a_second_has_passed()
    {
        Progress("a", 0, 0);
        Progress("a", 50, 0.5);
        StageReading reading = _meter.Read(Start.AddSeconds(0.5));
        Assert.Null(reading.Rate);
        Assert.Null(reading.Left);
    }

    [Fact]
    public void Nothing_about_speed_follows_from_what_was_done_before_anybody_watched()
    {
        _meter.Completed("a", cached: false, now: null);
        Progress("b", 0, 0);
        Progress("b", 100, 10);
        StageReading reading = _meter.Read(Start.AddSeconds(10));
        Assert.Equal(10, reading.Rate);
        Assert.Equal(TimeSpan.FromSeconds(20), reading.Left);
    }

    [Fact]
    public void An_item_whose_result_was_lost_is_not_done()
    {
        Complete("a", 0);
        _meter.Lost();
        Assert.Equal(0, _meter.Read(Start).ItemsDone);
    }

    [Fact]
    public void A_stage_whose_items_were_all_there_says_so()
    {
        foreach (string item in new[] { "a", "b", "c", "d" })
        {
            Complete(item, 0, cached: true);
        }
        StageReading reading = _meter.Read(Start);
        Assert.True(reading.IsDone);
        Assert.Equal("4/4 items (cached)", ProgressText.Of(reading));
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(65, "1:05")]
    [InlineData(7231, "2:00:31")]
    public void Durations_read_like_a_clock(int seconds, string text) => Assert.Equal(text, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));
}
