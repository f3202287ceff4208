using Rampart.Contracts;
using Rampart.Mining;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

/// <summary>What is done again when more data has arrived: nothing that was done before.</summary>
public class IncrementalTests
{
    private readonly Bench _bench = new();

    [Fact]
    public void A_shard_that_was_inspected_is_not_inspected_again_when_others_arrive_before_or_after_it()
    {
        IEnumerable<NamedArtifact> middle = Arriving.Good(_bench.Store, "m", 100);
        _bench.Arrive(Arriving.Parameters(), middle);
        string[] first = Keys("arrivals");
        _bench.Executed.RemoveAll(executed => executed.Stage == "arrivals");

        _bench.Arrive(Arriving.Parameters(), Arriving.Good(_bench.Store, "a", 300), middle, Arriving.Good(_bench.Store, "z", 500));

        Assert.Equal(["reference", "inspection-a", "inspection-m", "inspection-z", "admission"], _bench.Executed.Where(executed => executed.Stage == "arrivals").Select(executed => executed.Item.Name));
        Assert.Equal(2, Keys("arrivals").Intersect(first).Count());
    }

    [Fact]
    public void A_file_that_arrives_late_for_its_pair_makes_the_shard_new()
    {
        NamedArtifact[] shard = [.. Arriving.Good(_bench.Store, "a", 100)];
        _bench.Arrive(Arriving.Parameters(), shard.Take(1));
        Assert.Equal(0, _bench.Admission().Admitted);

        _bench.Arrive(Arriving.Parameters(), shard);

        Assert.Equal(20, _bench.Admission().Admitted);
        Assert.Empty(_bench.Quarantine());
    }

    [Fact]
    public void What_was_mined_from_a_shard_is_found_again_when_others_arrive()
    {
        MiningParameters mining = Some.Mining() with { Data = "mix/train", Samples = null, SamplesPerShard = 8 };
        MixtureParameters mixture = new() { Old = "images/train", New = "arrivals/new", Replay = new RatioReplay { New = 0.5, AtLeast = 0 }, ShardSize = 10 };
        _bench.Images().Clip().Base();
        IEnumerable<NamedArtifact> one = Arriving.Good(_bench.Store, "one", 100);
        string[] before = Mined([one]);

        string[] after = Mined([one, Arriving.Good(_bench.Store, "two", 300)]);

        Assert.Equal(3, before.Length);
        Assert.Equal(6, after.Length);
        Assert.Equal(before, after.Intersect(before));

        string[] Mined(IEnumerable<NamedArtifact>[] shards)
        {
            _bench.Arrive(Arriving.Parameters(), shards);
            _bench.Run("mix", MixtureRegistration.Kind, new MixtureStage(), mixture, null, "images/train", "arrivals/new");
            var situation = new StageSituation(
                "mine", mining, [], new Dictionary<string, IReadOnlyList<NamedArtifact>> { ["base"] = _bench["base"], ["mix/train"] = _bench["mix"] }, new Dictionary<string, IReadOnlyList<NamedArtifact>>());
            return [.. MiningRegistration.Kind.Plan.Items(situation).Select(item => Key("mining", MiningStage.Version, item))];
        }
    }

    private string[] Keys(string stage) =>
        [.. _bench.Executed.Where(executed => executed.Stage == stage).Select(executed => Key("arrivals", ArrivalsStage.Version, executed.Item))];

    private string Key(string kind, int version, PlannedItem item) => ExecutionKey.Of(new WorkItem
    {
        Kind = kind, AlgorithmVersion = version, Parameters = item.Parameters, Inputs = item.Inputs, Seed = _bench.Seed, Numerics = _bench.Numerics,
    });
}
