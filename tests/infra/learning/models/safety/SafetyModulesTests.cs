using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

/// <summary>The safety modules against their formulas, one number at a time.</summary>
public sealed class SafetyModulesTests : IDisposable
{
    private const int Width = 16, Heads = 2, Size = Width / Heads;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    [Theory]
    [InlineData(ConceptPooling.First)]
    [InlineData(ConceptPooling.Mean)]
    public void Level_and_type_are_read_off_the_prompts_attention_to_tokens_and_features(ConceptPooling pooling)
    {
        // Patches of 2 x 2, no convolutions, one layer behind them.
        _bundle.AttachSafety(new SafetyModulesConfig(4, ["contents", "kicks", "safe"], 3, 2, 0, 1, Heads, pooling));
        _bundle.LoadComponent("safety", _bundle.Safety!.Weights().ToDictionary(entry => entry.Key, entry => TinyModels.Weight(entry.Key, entry.Value.shape)));
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        RiskLogits risk = _bundle.Language!.Risk(features, batch);

        double[][] table = Rows(_bundle.Language.Weights()["language_model.model.embed_tokens.weight"]);
        for (int sample = 0; sample < 2; sample++)
        {
            double[][] evidence = [.. Rows(W("safety_tokens_head")), .. Rows(features[sample]).Select(patch => Linear(Linear(patch, "safety_projector.input"), "safety_projector.readout.0"))];
            double[][] keys = [.. evidence.Select(x => Linear(x, "safety_head.k_proj"))], values = [.. evidence.Select(x => Linear(x, "safety_head.v_proj"))];
            int[] question = TinyModels.Prompts[sample][3..];
            double[][] outputs = [.. question.Select(token => Attended(Linear(table[token], "safety_head.q_proj"), keys, values))];
            double[] pooled = pooling == ConceptPooling.First
                ? outputs[0]
                : [.. Enumerable.Range(0, Width).Select(i => outputs.Average(output => output[i]))];
            TinyModels.AssertClose([.. Linear(pooled, "safety_head.level").Select(value => (float)value)], risk.Level[sample], 1e-4);
            TinyModels.AssertClose([.. Linear(pooled, "safety_head.type").Select(value => (float)value)], risk.Type[sample], 1e-4);
        }

        double[] Attended(double[] query, double[][] keys, double[][] values)
        {
            var mixed = new double[Width];
            for (int head = 0; head < Heads; head++)
            {
                int at = head * Size;
                double[] weights = [.. keys.Select(key => Math.Exp(Enumerable.Range(at, Size).Sum(i => query[i] * key[i]) / Math.Sqrt(Size)))];
                for (int i = at; i < at + Size; i++)
                {
                    mixed[i] = values.Zip(weights, (value, weight) => value[i] * weight).Sum() / weights.Sum();
                }
            }

            return Linear(mixed, "safety_head.out_proj");
        }
    }

    [Fact]
    public void A_block_adds_the_convolution_of_what_its_norm_and_silu_leave()
    {
        using var block = new ConvolutionBlock(2);
        // Only the kernel's middle from the first channel to the second is 1.
        using (no_grad())
        {
            block.named_parameters().Single(entry => entry.name == "weight").parameter[1, 0, 1, 1] = tensor(1f);
        }

        // Channels (3, 1) have mean 2 and deviation 1: normed 1 and -1; silu(1) = 0.731059.
        Tensor x = tensor(new float[] { 3, 3, 3, 3, 1, 1, 1, 1 }).view(1, 2, 2, 2);
        TinyModels.AssertClose([3, 3, 3, 3, 1.731056f, 1.731056f, 1.731056f, 1.731056f], block.Apply(x), 1e-5);
    }

    [Fact]
    public void A_coarser_grid_is_the_mean_of_its_patches()
    {
        _bundle.AttachSafety(new SafetyModulesConfig(2, ["contents", "safe"], 1, 1, 0, 1, 1, ConceptPooling.First));
        _bundle.LoadComponent("safety", _bundle.Safety!.Weights().ToDictionary(entry => entry.Key, entry => TinyModels.Weight(entry.Key, entry.Value.shape)));
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        Tensor average = features.mean([1], true).expand(features.shape);
        TinyModels.AssertClose([.. _bundle.Language!.Risk(average, batch).Level.contiguous().data<float>()], _bundle.Language.Risk(features, batch).Level, 1e-5);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
    }

    private double[] Linear(double[] x, string name)
    {
        double[] bias = Rows(W(name + ".bias").view(1, -1))[0];
        return [.. Rows(W(name + ".weight")).Select((row, i) => bias[i] + row.Zip(x, (weight, value) => weight * value).Sum())];
    }

    private Tensor W(string name) => _bundle.Safety!.Weights()[name];

    private static double[][] Rows(Tensor matrix) =>
        [.. matrix.detach().contiguous().data<float>().ToArray().Select(value => (double)value).Chunk((int)matrix.shape[1])];
}
