using System.Text.Json;
using Rampart.Pipeline.Planning;

namespace Rampart.Pipeline.Tests.Planning;

public sealed class ItemSequenceTests
{
    static PlannedItem State(string name) => new(name, JsonSerializer.SerializeToElement(name), []);

    [Fact]
    public void Items_are_stated_only_when_they_are_looked_at()
    {
        var stated = new List<int>();
        var items = new ItemSequence(1_000_000, place => $"item-{place}", (place, name) =>
        {
            stated.Add(place);
            return State(name);
        });

        Assert.Equal(1_000_000, items.Count);
        Assert.Equal("item-999999", items[^1].Name);
        Assert.Equal("item-7", ItemSequence.NameOf(items, 7));
        Assert.Equal([999_999], stated);
    }

    [Fact]
    public void Looking_through_a_sequence_states_its_items_in_order() =>
        Assert.Equal(["0", "1", "2"], new ItemSequence(3, place => $"{place}", (_, name) => State(name)).Select(item => item.Name));

    [Fact]
    public void There_is_no_item_beyond_the_last()
    {
        var items = new ItemSequence(1, place => $"{place}", (_, name) => State(name));

        Assert.Throws<ArgumentOutOfRangeException>(() => items[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemSequence.NameOf(items, -1));
    }

    [Fact]
    public void The_name_in_a_plain_list_is_that_of_its_item() => Assert.Equal("b", ItemSequence.NameOf([State("a"), State("b")], 1));
}
