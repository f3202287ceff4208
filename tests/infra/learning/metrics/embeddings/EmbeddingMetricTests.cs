using Rampart.Learning.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Metrics;

public sealed class EmbeddingMetricTests
{
    [Fact]
    public void The_cosine_to_the_original_forgets_lengths_but_not_directions()
    {
        using var scope = NewDisposeScope();
        Tensor original = torch.tensor(new[,] { { 3f, 4f }, { 1f, 0f }, { 0f, 2f } });
        Tensor current = torch.tensor(new[,] { { 6f, 8f }, { 0f, 5f }, { 0f, -1f } });

        Assert.True(EmbeddingCosine.PerImage(current, original).allclose(torch.tensor(new[] { 1f, 0f, -1f }), atol: 1e-6));
        Assert.True(EmbeddingCosine.PerImage(original, current).allclose(EmbeddingCosine.PerImage(current, original)));
        // 1, 0, -1: mean 0, variance 1.
        Estimate mean = EmbeddingCosine.Mean(current, original);
        Assert.Equal(0, mean.Value, 1e-6);
        Assert.Equal(Math.Sqrt(1.0 / 3), mean.StandardError, 1e-6);
        Assert.Throws<ArgumentException>(() => EmbeddingCosine.PerImage(current, original[..2]));
    }

    // Candidate 1 is right; ranks by similarity: 0.9, 0.8 (right), 0.7.
    [Theory]
    [InlineData(1, false), InlineData(2, true), InlineData(3, true)]
    public void A_query_finds_what_is_among_the_nearest_k(int k, bool expected) =>
        Assert.Equal(expected, Retrieval.IsFound([0.9f, 0.8f, 0.7f], [false, true, false], k));

    [Fact]
    public void A_constant_encoder_and_one_that_overflows_find_nothing()
    {
        Assert.False(Retrieval.IsFound([1f, 1f, 1f], [true, false, false], 2));
        Assert.False(Retrieval.IsFound([float.NaN, float.NaN, float.NaN], [true, false, false], 2));
        Assert.False(Retrieval.IsFound([1f, 2f], [false, false], 2));
        Assert.True(Retrieval.IsFound([1f, 1f, 1f], [true, false, false], 3));
    }

    [Fact]
    public void Recall_counts_queries_and_never_falls_with_k()
    {
        float[] similarities = [.. Enumerable.Range(0, 12 * 9).Select(i => (float)Math.Sin(i * i))];
        Accuracy[] recalls = [.. Enumerable.Range(1, 9).Select(k => Retrieval.Recall(similarities, 12, (query, candidate) => candidate == query % 9, k))];

        Assert.All(recalls, recall => Assert.Equal(12, recall.Count));
        Assert.Equal(recalls.Select(recall => recall.Correct).Order(), recalls.Select(recall => recall.Correct));
        Assert.Equal(12, recalls[^1].Correct);
        Assert.Throws<ArgumentException>(() => Retrieval.Recall([1f, 2f, 3f], 2, (_, _) => true, 1));
    }
}
