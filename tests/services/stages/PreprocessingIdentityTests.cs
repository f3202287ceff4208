using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

/// <summary>What a dataset without optional parts is: its results are found again in every cache, whatever parts have been added since.</summary>
public class PreprocessingIdentityTests
{
    private static readonly Bench Plain = new Bench().Images();

    [Theory]
    [InlineData("train-000", "57c7a93fae77931e")]
    [InlineData("tokenizer", "e5bb19331bb4f05d")]
    public void Items_keep_their_execution_keys(string name, string beginning)
    {
        var (_, item, _) = Plain.Executed.Single(executed => executed.Item.Name == name);
        Assert.StartsWith(beginning, ExecutionKey.Of(new WorkItem
        {
            Kind = "preprocessing",
            AlgorithmVersion = PreprocessingStage.Version,
            Parameters = item.Parameters,
            Inputs = item.Inputs,
            Seed = Plain.Seed,
            Numerics = Plain.Numerics,
        }));
    }

    [Theory]
    [InlineData("train/001/records", "eebe32c7d03d151c")]
    [InlineData("train/001/pixels", "902bf21e59a3d3c3")]
    [InlineData("dataset", "6e9f368bc1cbabd0")]
    [InlineData("tokenizer", "e1049ae654013c21")]
    public void Outputs_keep_their_bytes(string role, string beginning) =>
        Assert.StartsWith(beginning, Plain.Output("images", role).Artifact.Digest);
}
