using Rampart.Learning.Randomness;

namespace Rampart.Learning.Tests.Randomness;

public sealed class SeedsTests
{
    // Figures from Python's hashlib: sha256(pack('<Q', seed) + each part as pack('<Q', len) + utf-8)[:8], little endian.
    [Fact]
    public void A_derived_seed_is_the_head_of_a_sha256()
    {
        Assert.Equal(0x7a0b81a1f57055afUL, Seeds.Derive(0));
        Assert.Equal(0x3cdd275f3f968637UL, Seeds.Derive(42, "pgd-start"));
        Assert.Equal(0x55c67c703fc11dd8UL, Seeds.Derive(1, "a", "bc"));
    }

    [Fact]
    public void Where_a_name_is_cut_matters() => Assert.NotEqual(Seeds.Derive(1, "a", "bc"), Seeds.Derive(1, "ab", "c"));
}
