using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

/// <summary>Figures of tests/golden/learning/models.py: the published formulas in float64, one head at a time.</summary>
public sealed class GoldenModelTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    [Fact]
    public void Parameter_names_and_shapes_are_those_of_the_Hugging_Face_checkpoints()
    {
        var expected = TinyModels.Golden().GetProperty("shapes").EnumerateObject()
            .Select(entry => $"{entry.Name} [{string.Join(",", entry.Value.EnumerateArray().Select(size => size.GetInt64()))}]");
        var actual = _bundle.Components.Values.SelectMany(component => component.Weights())
            .Select(entry => $"{entry.Key} [{string.Join(",", entry.Value.shape)}]");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Patch_features_and_embedding_equal_the_formulas(bool frozen)
    {
        Freeze(frozen);
        var pixels = TinyModels.Pixels();
        TinyModels.AssertClose(TinyModels.Golden("features"), _bundle.Vision.PatchFeatures(pixels), 2e-5);
        TinyModels.AssertClose(TinyModels.Golden("embedding"), _bundle.Vision.Embed(pixels), 2e-5);
        var both = _bundle.Vision.Encode(pixels);
        TinyModels.AssertClose(TinyModels.Golden("features"), both.Patches, 2e-5);
        TinyModels.AssertClose(TinyModels.Golden("embedding"), both.Embedding, 2e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_to_the_pixels_equals_the_formulas(bool frozen)
    {
        Freeze(frozen);
        var pixels = TinyModels.Pixels().requires_grad_();
        var direction = TinyModels.Hashed("direction", [2, 7], -1, 1);
        var gradient = autograd.grad([(_bundle.Vision.Embed(pixels) * direction).sum()], [pixels])[0];
        TinyModels.AssertClose(TinyModels.Golden("pixelGradient"), gradient, 5e-5);
    }

    [Fact]
    public void Text_embeddings_and_similarities_equal_the_formulas()
    {
        var ids = tensor(new long[] { 14, 3, 15, 0, 0, 14, 5, 9, 2, 15 }).view(2, 5);
        var texts = _bundle.Text!.Embed(ids);
        TinyModels.AssertClose(TinyModels.Golden("texts"), texts, 2e-5);
        TinyModels.AssertClose(
            TinyModels.Golden("clipLogits"), _bundle.Clip().Logits(_bundle.Vision.Embed(TinyModels.Pixels()), texts), 2e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Log_probabilities_of_answers_and_their_gradient_equal_the_formulas(bool frozen)
    {
        Freeze(frozen);
        using var batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        var pixels = TinyModels.Pixels().requires_grad_();
        var probabilities = _bundle.Language!.LogProbs(_bundle.Vision.PatchFeatures(pixels), batch);
        var rows = TinyModels.Golden().GetProperty("logProbs").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray()).ToArray();
        TinyModels.AssertClose([.. rows[0], 0, .. rows[1]], probabilities.Values, 1e-4);
        TinyModels.AssertClose([rows[0].Sum(), rows[1].Sum()], probabilities.Sum(), 2e-4);
        TinyModels.AssertClose([rows[0].Average(), rows[1].Average()], probabilities.Mean(), 1e-4);
        var gradient = autograd.grad([probabilities.Values.sum()], [pixels])[0];
        TinyModels.AssertClose(TinyModels.Golden("answerGradient"), gradient, 2e-3);
    }

    [Fact]
    public void Greedy_answers_equal_full_recomputation_by_the_formulas()
    {
        var features = _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        int[][] answers = _bundle.Language!.Generate(features, TinyModels.Prompts, new GenerationOptions { MaxNewTokens = 6 });
        var expected = TinyModels.Golden().GetProperty("greedy").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetInt32()).ToArray()).ToArray();
        Assert.Equal(expected, answers);
    }

    [Fact]
    public void Bfloat16_products_stay_close_to_float32()
    {
        using var half = TinyModels.Bundle(ComputePrecision.BFloat16);
        var pixels = TinyModels.Pixels();
        float[] exact = TinyModels.Golden("embedding");
        var embedding = half.Vision.Embed(pixels);
        Assert.Equal(ScalarType.Float32, embedding.dtype);
        TinyModels.AssertClose(exact, embedding, 0.04);
        using var batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        var features = half.Vision.PatchFeatures(pixels);
        var full = _bundle.Language!.LogProbs(_bundle.Vision.PatchFeatures(pixels), batch).Values;
        Assert.True((full - half.Language!.LogProbs(features, batch).Values).abs().max().item<float>() < 0.3);
        Assert.Equal(6, half.Language.Generate(features, TinyModels.Prompts, new GenerationOptions { MaxNewTokens = 6 })[0].Length);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
    }

    private void Freeze(bool frozen)
    {
        if (frozen)
        {
            _bundle.Freeze();
        }
    }
}
