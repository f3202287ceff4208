using Rampart.Learning.Models;

namespace Rampart.Benchmarks.Devices;

/// <summary>The models that a device is measured with: as published on a GPU, and of the same build but small on a processor.</summary>
/// <param name="Vision">The tower.</param>
/// <param name="Decoder">The decoder.</param>
/// <param name="Batch">Images per attack and FARE step.</param>
/// <param name="Pairs">Pairs per AdPO step, and prompts per generation.</param>
/// <param name="MicroBatch">Pairs whose activations are kept at a time.</param>
sealed record DeviceSizes(ClipVisionConfig Vision, LlamaConfig Decoder, int Batch, int Pairs, int MicroBatch)
{
    public const int AnswerTokens = 32, PromptTokens = 32, ImageToken = 3, PadToken = 2;

    /// <summary>CLIP's ViT-L/14 at 224 pixels and a decoder of LLaMA's 7B shape.</summary>
    public static DeviceSizes Published { get; } = new(
        new ClipVisionConfig(HiddenSize: 1024, IntermediateSize: 4096, Layers: 24, Heads: 16, Channels: 3, ImageSize: 224, PatchSize: 14, ProjectionSize: 768),
        new LlamaConfig(VocabularySize: 32_064, HiddenSize: 4096, IntermediateSize: 11_008, Layers: 32, Heads: 32, KeyValueHeads: 32, HeadSize: 128, MaxPositions: 1024),
        Batch: 128, Pairs: 16, MicroBatch: 8);

    /// <summary>The same proportions, for a processor.</summary>
    public static DeviceSizes Small { get; } = new(
        new ClipVisionConfig(HiddenSize: 128, IntermediateSize: 512, Layers: 4, Heads: 4, Channels: 3, ImageSize: 56, PatchSize: 14, ProjectionSize: 64),
        new LlamaConfig(VocabularySize: 1024, HiddenSize: 128, IntermediateSize: 344, Layers: 4, Heads: 4, KeyValueHeads: 4, HeadSize: 32, MaxPositions: 256),
        Batch: 16, Pairs: 4, MicroBatch: 4);
}
