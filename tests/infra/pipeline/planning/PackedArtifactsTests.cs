using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Pipeline.Tests.Planning;

public sealed class PackedArtifactsTests
{
    static NamedArtifact Artifact(string role, char digit, long size = 1) => new(role, new ArtifactRef(new string(digit, 64), size, MediaTypes.Binary));

    [Fact]
    public void What_is_packed_comes_back_as_it_was()
    {
        NamedArtifact[] artifacts = [Artifact("a", '0', long.MaxValue), Artifact("b", 'f', 0), Artifact("a", '7')];

        var packed = PackedArtifacts.Of(artifacts);

        Assert.IsType<PackedArtifacts>(packed);
        Assert.Equal(artifacts, packed);
        Assert.Equal(artifacts[1], packed[1]);
        Assert.Equal(["a", "b", "a"], Enumerable.Range(0, 3).Select(place => PackedArtifacts.RoleOf(packed, place)));
    }

    [Fact]
    public void Packing_what_is_packed_and_sharing_words_change_nothing()
    {
        var first = PackedArtifacts.Of([Artifact("a", '1'), Artifact("b", '2')]);
        var like = PackedArtifacts.Of([Artifact("a", '3'), Artifact("b", '4')], first);
        var unlike = PackedArtifacts.Of([Artifact("a", '3'), Artifact("c", '4')], first);

        Assert.Equal(like, PackedArtifacts.Of(like));
        Assert.Equal(["a", "b"], like.Select(artifact => artifact.Role));
        Assert.Equal(["a", "c"], unlike.Select(artifact => artifact.Role));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public void What_has_no_digest_is_kept_as_it_is(string digest)
    {
        NamedArtifact[] artifacts = [Artifact("a", '1'), new("b", new ArtifactRef(digest, 1, MediaTypes.Binary))];

        Assert.Equal(artifacts, PackedArtifacts.Of(artifacts));
        Assert.Equal("b", PackedArtifacts.RoleOf(PackedArtifacts.Of(artifacts), 1));
    }

    [Fact]
    public void Nothing_packs_to_nothing() => Assert.Empty(PackedArtifacts.Of([]));
}
