using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

public class PreprocessingStageTests
{
    [Fact]
    public void A_sample_is_the_same_whatever_the_shard_size()
    {
        IReadOnlyList<Sample> whole = Samples(new Bench().Images(Some.Preprocessing(shardSize: 48)));
        IReadOnlyList<Sample> parts = Samples(new Bench().Images(Some.Preprocessing(shardSize: 7)));

        Assert.Equal(48, whole.Count);
        Assert.Equal("train/000004", whole[0].Id);
        Assert.Equal(whole.Select(StageText), parts.Select(StageText));
    }

    [Fact]
    public void The_tokenizer_and_the_description_do_not_depend_on_the_shard_size_either()
    {
        Bench whole = new Bench().Images(Some.Preprocessing(shardSize: 48)), parts = new Bench().Images(Some.Preprocessing(shardSize: 7));

        Assert.Equal(whole.Output("images", "tokenizer").Artifact, parts.Output("images", "tokenizer").Artifact);
        Assert.Equal(whole.Output("images", "dataset").Artifact, parts.Output("images", "dataset").Artifact);
    }

    [Fact]
    public void Executing_an_item_twice_gives_the_same_bytes()
    {
        Bench bench = new Bench().Images();

        foreach ((_, var item, IReadOnlyList<NamedArtifact> outputs) in bench.Executed)
        {
            Assert.Equal(outputs, bench.Execute(new PreprocessingStage(), item));
        }
    }

    [Fact]
    public void A_split_takes_its_own_shard_size_and_its_last_shard_the_rest()
    {
        Bench bench = new Bench().Images(Some.Preprocessing(shardSize: 20));

        Assert.Equal(
            ["train-000", "train-001", "train-002", "test-000", "test-001", "tokenizer"], bench.Executed.Select(executed => executed.Item.Name));
        Assert.Equal(8, bench.Lines<Sample>(bench.Output("images", "train/002/records")).Count);
    }

    [Fact]
    public void A_damaged_source_fails_the_item_naming_file_and_byte()
    {
        var bench = new Bench();
        NamedArtifact[] sources = [.. Some.Sources(bench.Store).Select(source => source with { Artifact = bench.Store.Add([0, 0, 9]) })];

        var error = Assert.Throws<StageException>(() => bench.Run(
            "images", PreprocessingRegistration.Kind, new PreprocessingStage(), Some.Preprocessing(), sources));

        Assert.Equal("train-images-idx3-ubyte (byte 3)", error.Failure.Where);
        Assert.True(error.Failure.Permanent);
        Assert.NotEmpty(error.Failure.Fix);
    }

    private static string StageText(Sample sample) => System.Text.Json.JsonSerializer.Serialize(sample);

    private static IReadOnlyList<Sample> Samples(Bench bench) =>
        [.. bench["images"].Where(output => output.Role.StartsWith("train/") && output.Role.EndsWith("records")).SelectMany(bench.Lines<Sample>)];
}
