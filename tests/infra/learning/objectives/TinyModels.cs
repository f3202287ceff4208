using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

/// <summary>Models of a few thousand weights and batches for them.</summary>
internal static class TinyModels
{
    private const int Image = 3, Pad = 4;

    public static ModelBundle Bundle(ulong seed = 1)
    {
        var vision = new ClipVisionConfig(HiddenSize: 16, IntermediateSize: 32, Layers: 3, Heads: 2, Channels: 3, ImageSize: 8, PatchSize: 4, ProjectionSize: 8);
        var text = new ClipTextConfig(
            VocabularySize: 20, HiddenSize: 16, IntermediateSize: 32, Layers: 2, Heads: 2, MaxPositions: 8, ProjectionSize: 8, BosTokenId: 0, EosTokenId: 1, PadTokenId: 2);
        var decoder = new LlamaConfig(
            VocabularySize: 24, HiddenSize: 16, IntermediateSize: 32, Layers: 2, Heads: 2, KeyValueHeads: 2, HeadSize: 8, MaxPositions: 64, InitializerRange: 0.2);
        var llava = new LlavaConfig(vision, decoder, Image, Pad);
        var bundle = new ModelBundle(new ModelConfig(vision, ImageNormalization.Uniform(3), text, llava));
        bundle.Initialise(seed);
        return bundle;
    }

    /// <summary>Safety modules for four levels and three types.</summary>
    public static SafetyModulesConfig Safety(ConceptPooling pooling = ConceptPooling.First) => new(4, ["contents", "kicks", "safe"], 3, 2, 1, 2, 2, pooling);

    /// <summary>A tower of its own with the same weights.</summary>
    public static ClipVisionTower Copy(ClipVisionTower tower)
    {
        var copy = new ClipVisionTower(tower.Config, tower.Normalization, tower.Precision, tower.FeatureLayers);
        copy.LoadWeights(tower.Weights().ToDictionary(entry => entry.Key, entry => (Tensor)entry.Value));
        return copy;
    }

    public static AnswerBatch Answers(int count, ulong seed)
    {
        var random = new SampleRandom(seed, "test-answers");
        int[][] answers = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, 1 + (i % 3)).Select(_ => 5 + random.NextInt(19)).Append(2).ToArray())];
        return AnswerBatch.FromTokens([.. answers.Select((_, i) => new[] { 1, 6, Image, 7, 8 + (i % 2) })], answers, Image, Pad);
    }

    public static TrainingBatch Batch(int count, ulong seed = 1)
    {
        long[] captions = [.. Enumerable.Range(0, count).SelectMany(i => new long[] { 0, 3 + (i % 17), 4 + (i % 5), 1 })];
        return Images(count, seed) with
        {
            Labels = torch.tensor(Enumerable.Range(0, count).Select(i => (long)(i % 4)).ToArray()),
            CaptionTokens = torch.tensor(captions).reshape(count, 4),
            Answers = Answers(count, seed),
            Preferences = new PreferenceBatch(Answers(count, seed), Answers(count, seed + 1)),
            Risks = new RiskLabels(
                torch.tensor(Enumerable.Range(0, count).Select(i => (long)(i % 4)).ToArray()),
                torch.tensor(Enumerable.Range(0, count).Select(i => (long)(i % 3)).ToArray())),
            Utility = Images(4, seed + 2) with { Answers = Answers(4, seed + 2) },
        };
    }

    private static TrainingBatch Images(int count, ulong seed)
    {
        var values = new float[count * 3 * 8 * 8];
        new SampleRandom(seed, "test-pixels").FillUniform(values, 0f, 1f);
        return new TrainingBatch([.. Enumerable.Range(0, count).Select(i => (ulong)i)], torch.tensor(values).reshape(count, 3, 8, 8));
    }

    /// <summary>Names of four classes, of one or two tokens.</summary>
    public static Tensor ClassNames() => torch.tensor(new long[] { 0, 5, 1, 2, 0, 6, 1, 2, 0, 7, 8, 1, 0, 9, 10, 1 }).reshape(4, 4);

    public static Tensor ClassEmbeddings()
    {
        var values = new float[4 * 8];
        new SampleRandom(3, "test-classes").FillNormal(values, 1f);
        return torch.tensor(values).reshape(4, 8);
    }

    public static float Metric(this StepMetrics metrics, string name) => metrics.Read().Single(figure => figure.Key == name).Value;
}
