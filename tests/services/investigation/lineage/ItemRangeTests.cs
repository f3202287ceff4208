namespace Rampart.Investigation.Tests;

public sealed class ItemRangeTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("dataset", "dataset")]
    [InlineData("shard-000 shard-001 shard-002", "shard-000..shard-002")]
    [InlineData("shard-000 shard-002 shard-003 test-004", "shard-000, shard-002..shard-003, test-004")]
    [InlineData("a1 b3 c5 d7 e9 f11", "a1, b3, c5, d7 and 2 more ranges")]
    [InlineData("9 10 11", "9..11")]
    [InlineData("x99999999999999999999999 x99999999999999999999999", "x99999999999999999999999, x99999999999999999999999")]
    public void Neighbours_are_told_as_a_range(string names, string told) => Assert.Equal(told, ItemRange.Of(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
