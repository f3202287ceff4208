using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

public sealed class OverdueTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    static WorkOrder Order(string item) => new("run-1", "stage", item, new string('a', 64), new WorkItem
    {
        Kind = "shards", AlgorithmVersion = 1, Parameters = default, Inputs = [], Seed = 0, Numerics = "",
    });

    static IEnumerable<string> At(Outstanding outstanding, double minutes) =>
        Overdue.Of(outstanding, Start.AddMinutes(minutes), Patience).Select(item => item.Order.Item);

    [Fact]
    public void An_item_is_overdue_when_it_is_outstanding_for_longer_than_the_patience_the_oldest_first()
    {
        var outstanding = new Outstanding();
        outstanding.Add(Order("later"), Start.AddMinutes(2));
        outstanding.Add(Order("first"), Start);

        Assert.Empty(At(outstanding, 10));
        Assert.Equal(["first"], At(outstanding, 11));
        Assert.Equal(["first", "later"], At(outstanding, 13));
    }

    [Fact]
    public void Patience_doubles_each_time_an_item_is_ordered_again()
    {
        var outstanding = new Outstanding();
        outstanding.Add(Order("item"), Start);
        outstanding.Add(Order("item"), Start.AddMinutes(11));

        Assert.Empty(At(outstanding, 30));
        Assert.Equal(["item"], At(outstanding, 32));
        Assert.Equal(1, outstanding.Count);
    }

    [Fact]
    public void An_item_that_was_heard_of_is_not_overdue()
    {
        var outstanding = new Outstanding();
        outstanding.Add(Order("item"), Start);
        outstanding.Remove(new ItemId("stage", "item"));

        Assert.Empty(At(outstanding, 1000));
        Assert.Equal(0, outstanding.CountOf("stage"));
    }
}
