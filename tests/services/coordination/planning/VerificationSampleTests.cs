using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

public sealed class VerificationSampleTests
{
    static readonly string[] Keys = [.. Enumerable.Range(0, 4000).Select(i => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i))))];

    static string[] Chosen(double share, ulong seed = 7) => [.. Keys.Where(key => VerificationSample.Includes(new VerificationRule(share, seed), key))];

    [Fact]
    public void No_rule_chooses_nothing_and_the_whole_share_everything()
    {
        Assert.DoesNotContain(Keys, key => VerificationSample.Includes(null, key));
        Assert.Equal(Keys, Chosen(1));
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void About_the_share_is_chosen(double share)
    {
        // Five standard deviations of a binomial count.
        double deviation = Math.Sqrt(Keys.Length * share * (1 - share));
        Assert.InRange(Chosen(share).Length, (Keys.Length * share) - (5 * deviation), (Keys.Length * share) + (5 * deviation));
    }

    [Fact]
    public void The_same_seed_chooses_the_same_items_another_seed_others_and_a_larger_share_more_of_them()
    {
        Assert.Equal(Chosen(0.5), Chosen(0.5));
        Assert.NotEqual(Chosen(0.5), Chosen(0.5, seed: 8));
        Assert.Subset(Chosen(0.5).ToHashSet(), Chosen(0.1).ToHashSet());
    }

    [Fact]
    public void The_choice_is_pinned() => Assert.Equal(
        "xxxxxxxxx---", string.Concat(Keys.Take(12).Select(key => VerificationSample.Includes(new VerificationRule(0.5, 20260101), key) ? 'x' : '-')));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_chooses_nothing(double share) => Assert.Empty(Chosen(share));
}
