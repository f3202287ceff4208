using Rampart.Contracts;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Pipeline.Planning;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

public class FailedShardTests
{
    private static readonly NamedArtifact[] Images = Named("train/000/pixels", "train/000/records", "train/001/pixels", "train/001/records", "dataset");
    private static readonly NamedArtifact[] Model = Named("config", "vision");

    private static NamedArtifact[] Named(params string[] roles) =>
        [.. roles.Select((role, place) => new NamedArtifact(role, new ArtifactRef(new string("0123456789abcdef"[place], 64), 1, MediaTypes.Binary)))];

    private static StageSituation Situation(object parameters, Dictionary<string, IReadOnlyList<NamedArtifact>> upstream, params string[] finished) =>
        new("stage", parameters, [], upstream, finished.ToDictionary(item => item, _ => (IReadOnlyList<NamedArtifact>)Named("mined", "records")));

    private static bool Tolerates(IStagePlan plan, object parameters, params string[] failed) => plan.Tolerates(Situation(parameters, []), failed);

    [Fact]
    public void What_comes_after_a_mining_stage_with_a_failed_shard_sees_the_other_shards_only()
    {
        var mining = Situation(Some.Mining(), new() { ["images/train"] = Images, ["base"] = Model }, "shard-001");
        NamedArtifact[] mined = [.. new MiningPlan().Outputs(mining)];

        var pairing = new PairingPlan().Items(Situation(Some.Pairing(), new() { ["mine"] = mined, ["base"] = Model }));

        Assert.Equal(["shard-001"], pairing.Select(item => item.Name));
        Assert.Equal(Images[2].Artifact, pairing[0].Inputs.Single(input => input.Role == "data.pixels").Artifact);
    }

    [Fact]
    public void A_pairing_stage_with_a_failed_shard_offers_neither_its_pairs_nor_its_perturbations()
    {
        NamedArtifact[] mined = [.. Named("mined/000", "mined/001"), .. Images];

        var offered = new PairingPlan().Outputs(Situation(Some.Pairing(), new() { ["mine"] = mined }, "shard-000"));

        Assert.Equal(["mined/000", "records/000"], offered.Select(output => output.Role));
    }

    [Fact]
    public void Mining_and_pairing_do_without_as_many_shards_as_their_knob_says()
    {
        Assert.False(Tolerates(new MiningPlan(), Some.Mining(), "shard-000"));
        Assert.True(Tolerates(new MiningPlan(), Some.Mining() with { FailedShards = 1 }, "shard-000"));
        Assert.False(Tolerates(new MiningPlan(), Some.Mining() with { FailedShards = 1 }, "shard-000", "shard-001"));
        Assert.True(Tolerates(new PairingPlan(), Some.Pairing() with { FailedShards = 2 }, "shard-000", "shard-001"));
    }

    [Fact]
    public void Preprocessing_does_without_shards_but_never_without_what_the_tokenizer_reads_or_a_whole_split()
    {
        PreprocessingParameters parameters = Some.Preprocessing() with { FailedShards = 9 };

        Assert.True(Tolerates(new PreprocessingPlan(), parameters, "test-001"));
        Assert.False(Tolerates(new PreprocessingPlan(), parameters, "train-001"));
        Assert.False(Tolerates(new PreprocessingPlan(), parameters, "tokenizer"));
        Assert.False(Tolerates(new PreprocessingPlan(), parameters, "test-000", "test-001"));
        Assert.False(Tolerates(new PreprocessingPlan(), Some.Preprocessing(), "test-001"));
    }

    [Fact]
    public void Shards_are_found_by_their_numbers_in_whatever_order_they_stand()
    {
        NamedArtifact[] shuffled = Named("train/010/records", "train/002/pixels", "test/001/pixels", "train/002/records", "train/010/pixels", "train/dataset");

        UpstreamShards shards = UpstreamShards.Of(Situation(0, new() { ["images/train"] = shuffled }), "images/train");

        Assert.Equal(["002", "010"], Enumerable.Range(0, shards.Count).Select(place => shards[place]));
        Assert.Equal([shuffled[4].Artifact, shuffled[0].Artifact], shards.Shard(1).Select(part => part.Artifact));
        Assert.Throws<StageException>(() => UpstreamShards.Of(Situation(0, new() { ["images/test"] = shuffled }), "images/test").Shard(0));
    }
}
