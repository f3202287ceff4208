namespace Rampart.Bus.Tests.Work;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Pauses_differ_between_items_by_a_quarter_at_most_and_follow_from_the_item()
    {
        RetryPolicy policy = RetryPolicy.Default;
        TimeSpan[] pauses = [.. Enumerable.Range(0, 1000).Select(item => policy.Pause(5, $"key-{item}"))];
        Assert.All(pauses, pause => Assert.InRange(pause, policy.Pauses[5] * 0.75, policy.Pauses[5] * 1.25));
        Assert.True(pauses.Distinct().Count() > 900);
        Assert.InRange(pauses.Max() - pauses.Min(), policy.Pauses[5] * 0.45, policy.Pauses[5] * 0.5);
        Assert.Equal(pauses[7], policy.Pause(5, "key-7"));
    }

    [Fact]
    public void A_passing_failure_is_tried_again_for_three_to_five_minutes() =>
        Assert.InRange(RetryPolicy.Default.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5));
}
