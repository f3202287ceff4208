using Rampart.Learning.Models;

namespace Rampart.Benchmarks;

/// <summary>The sizes of what is measured: the default pipeline's tower and decoder, so that figures speak about the main job.</summary>
static class Sizes
{
    public const int Batch = 64;
    public const int AttackSteps = 5;
    public const int RefineSteps = 2;
    public const int TokensBeforeImage = 4;
    public const int TokensBehindImage = 14;
    public const int AnswerTokens = 4;
    public const double Epsilon = 8.0 / 255;
    public const double StepSize = 2.0 / 255;

    public static ClipVisionConfig Vision { get; } = new(
        HiddenSize: 96, IntermediateSize: 384, Layers: 4, Heads: 4, Channels: 1, ImageSize: 28, PatchSize: 7, ProjectionSize: 64);

    public static ImageNormalization Normalization { get; } = new([0.286], [0.353]);

    public static LlamaConfig Decoder { get; } = new(
        VocabularySize: 450, HiddenSize: 64, IntermediateSize: 192, Layers: 2, Heads: 4, KeyValueHeads: 2, HeadSize: 16, MaxPositions: 128);

    public static LlavaConfig Language { get; } = new(Vision, Decoder, ImageTokenId: 3, PadTokenId: 2);

    /// <summary>What the peer needs to build the same.</summary>
    public static object ForPeer { get; } = new
    {
        vision = Merge(Vision.ToJson(), ("projection_dim", Vision.ProjectionSize)),
        language = Decoder.ToJson(),
        batch = Batch,
        before = TokensBeforeImage,
        after = TokensBehindImage,
        answer = AnswerTokens,
        epsilon = Epsilon,
        step_size = StepSize,
        attack_steps = AttackSteps,
        refine_steps = RefineSteps,
    };

    static System.Text.Json.Nodes.JsonObject Merge(System.Text.Json.Nodes.JsonObject json, (string Key, int Value) entry)
    {
        json[entry.Key] = entry.Value;
        return json;
    }
}
