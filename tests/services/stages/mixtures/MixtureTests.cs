using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

public class MixtureTests
{
    private readonly Bench _bench = new Bench().Images();

    [Theory]
    [InlineData(0.5, 20)]
    [InlineData(0.8, 5)]
    [InlineData(1, 0)]
    [InlineData(0.1, 48)]
    public void Old_samples_are_replayed_until_the_new_make_up_their_share(double share, int replayed)
    {
        _bench.Arrive(Arriving.Parameters(), Arriving.Good(_bench.Store, "a", 100));

        IReadOnlyList<Sample> samples = Mix(new RatioReplay { New = share, AtLeast = 0 });

        Assert.Equal(replayed, samples.Count(IsOld));
        Assert.Equal(20, samples.Count(sample => !IsOld(sample)));
    }

    [Fact]
    public void Without_anything_new_the_least_number_is_replayed()
    {
        _bench.Arrive(Arriving.Parameters());

        Assert.Equal(12, Mix(new RatioReplay { AtLeast = 12 }).Count);
    }

    [Fact]
    public void A_reservoir_keeps_its_size_and_loses_only_what_newer_samples_displace()
    {
        _bench.Arrive(Arriving.Parameters(), Arriving.Good(_bench.Store, "a", 100));
        HashSet<string> before = Ids(Mix(new ReservoirReplay { Size = 30 }));

        _bench.Arrive(Arriving.Parameters(), Arriving.Good(_bench.Store, "a", 100), Arriving.Good(_bench.Store, "b", 300));
        HashSet<string> after = Ids(Mix(new ReservoirReplay { Size = 30 }));

        Assert.Equal((30, 30), (before.Count, after.Count));
        Assert.NotEqual(before, after);
        Assert.All(after.Except(before), id => Assert.StartsWith("b/", id));
    }

    [Fact]
    public void A_draw_depends_on_the_seed_and_not_on_the_shards()
    {
        long[] ids = [.. Enumerable.Range(0, 100).Select(id => (long)id)];
        long[] turned = [.. ids.Reverse()];

        Assert.Equal(Drawn(ids, 5), Drawn(turned, 5));
        Assert.NotEqual(Drawn(ids, 5), Drawn(ids, 6));

        static IEnumerable<long> Drawn(long[] ids, ulong seed) => ReplayDraw.Winners(ids, 10, seed).Select(place => ids[place]);
    }

    private static bool IsOld(Sample sample) => sample.Id.StartsWith("train/", StringComparison.Ordinal);

    private static HashSet<string> Ids(IEnumerable<Sample> samples) => [.. samples.Select(sample => sample.Id)];

    private List<Sample> Mix(ReplayParameters replay)
    {
        var parameters = new MixtureParameters { Old = "images/train", New = "arrivals/new", Replay = replay, ShardSize = 8 };
        IReadOnlyList<NamedArtifact> outputs = _bench.Run("mix", MixtureRegistration.Kind, new MixtureStage(), parameters, null, "images/train", "arrivals/new");
        IReadOnlyList<MixedShard> manifest = _bench.Lines<MixedShard>(_bench.Output("mix", "manifest"));
        List<Sample> samples = [.. outputs.Where(output => output.Role.EndsWith("/records", StringComparison.Ordinal)).SelectMany(_bench.Lines<Sample>)];
        Assert.Equal(samples.Count, manifest.Sum(shard => shard.Samples));
        return samples;
    }
}
