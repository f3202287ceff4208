using System.Security.Cryptography;
using System.Text;
using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>
/// Execution keys are what results are stored under: one that changes throws away everything computed before. They were recorded before
/// stages had a quota of failed shards; a knob that does not reach the work of an item must leave them as they are.
/// </summary>
public class PinnedKeyTests
{
    private static readonly IReadOnlyList<NamedArtifact> Images = Named(
        ["train/000/pixels", "train/000/records", "train/001/pixels", "train/001/records", "test/000/pixels", "test/000/records", "tokenizer", "dataset"]);

    private static readonly IReadOnlyList<NamedArtifact> Model = Named(["config", "vision", "text", "language", "tokenizer", "metrics/segment-01"]);

    private static readonly IReadOnlyList<NamedArtifact> Mined = Named(
        ["mined/000", "records/000", "mined/001", "records/001", "data.000.pixels", "data.000.records", "data.001.pixels", "data.001.records", "dataset"]);

    private static readonly IReadOnlyList<NamedArtifact> Pairs = Named(["pairs/000", "pairing/000", "mined/000", "pairs/001", "pairing/001", "mined/001"]);

    [Theory]
    [InlineData("preprocessing", "851edb51b06fdfcc453825a265057a298e7991b9")]
    [InlineData("training", "60d1d098f1198e640e7b31dbb9541f8fe901dd34")]
    [InlineData("mining", "adda5e8e47e2a134f7479a1a7e160dd284b0de65")]
    [InlineData("pairing", "abd7e55496dbc063a76b14063494618ffb3414a4")]
    [InlineData("evaluation", "ce229623e2298035cf9160f3b9db94269fd3da2c")]
    public void The_items_of_a_stage_keep_their_execution_keys(string kind, string firstDigits) => Assert.StartsWith(firstDigits, Digest(kind switch
    {
        "preprocessing" => Keys(PreprocessingRegistration.Kind, Some.Preprocessing(), [], "train-000", "train-001", "train-002"),
        "training" => Keys(TrainingRegistration.Kind, Some.Adpo(), ["images/train", "base", "pair"], "segment-01"),
        "mining" => Keys(MiningRegistration.Kind, Some.Mining(), ["images/train", "base"]),
        "pairing" => Keys(PairingRegistration.Kind, Some.Pairing(), ["mine", "base"]),
        _ => Keys(
            EvaluationRegistration.Kind, Some.Evaluation("base"), ["images/test", "base"], "base/zero-shot/000", "base/answer/000"),
    }));

    private static IEnumerable<string> Keys(StageKind kind, object parameters, string[] upstream, params string[] finished)
    {
        var situation = new StageSituation(
            "stage",
            parameters,
            Named([.. from set in new[] { "train", "t10k" } from part in new[] { "images-idx3", "labels-idx1" } select $"source/stage/{set}-{part}-ubyte"]),
            upstream.ToDictionary(name => name, name => name switch { "mine" => Mined, "pair" => Pairs, "base" => Model, _ => Images }),
            finished.ToDictionary(item => item, item => Named([$"{item}/shard.pixels", $"{item}/shard.records", "checkpoint", "metrics"])));
        return kind.Plan.Items(situation).Select(item => ExecutionKey.Of(new WorkItem
        {
            Kind = kind.Kind,
            AlgorithmVersion = 1,
            Parameters = item.Parameters,
            Inputs = item.Inputs,
            Seed = 5,
            Numerics = Numerics.CpuFloat32,
        }));
    }

    private static IReadOnlyList<NamedArtifact> Named(IEnumerable<string> roles) =>
        [.. roles.Select(role => new NamedArtifact(role, new ArtifactRef(Digest([role]), role.Length, MediaTypes.Binary)))];

    private static string Digest(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));
}
