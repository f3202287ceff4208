using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class ModelRuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    [Fact]
    public void A_token_behind_a_position_never_changes_its_logits()
    {
        var features = _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        // The second answer token is predicted after reading the first; changing what follows must not matter.
        using var one = AnswerBatch.FromTokens(TinyModels.Prompts, [[11, 12, 2], [12, 13, 2]], 3, 0);
        using var other = AnswerBatch.FromTokens(TinyModels.Prompts, [[11, 19, 2], [12, 18, 2]], 3, 0);
        var a = _bundle.Language!.AnswerLogits(features, one);
        var b = _bundle.Language.AnswerLogits(features, other);
        Assert.True(TinyModels.AreSame(a.narrow(1, 0, 2), b.narrow(1, 0, 2)));
        Assert.False(TinyModels.AreSame(a.select(1, 2), b.select(1, 2)));
    }

    [Fact]
    public void Text_behind_the_end_token_has_no_influence()
    {
        var plain = _bundle.Text!.Embed(tensor(new long[] { 14, 5, 15 }).view(1, 3));
        var padded = _bundle.Text.Embed(tensor(new long[] { 14, 5, 15, 9, 15, 8 }).view(1, 6));
        Assert.True(plain.allclose(padded, 0, 1e-6));
    }

    [Fact]
    public void A_text_without_an_end_token_or_outside_the_vocabulary_is_refused_by_place()
    {
        var open = Assert.Throws<ArgumentException>(() => _bundle.Text!.Embed(tensor(new long[] { 14, 15, 14, 3 }).view(2, 2)));
        Assert.Contains("Text 1 has no end token (15)", open.Message, StringComparison.Ordinal);
        var outside = Assert.Throws<ArgumentException>(() => _bundle.Text!.Embed(tensor(new long[] { 99, 15 }).view(1, 2)));
        Assert.Contains("token 99", outside.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void An_answer_does_not_depend_on_the_batch_it_is_generated_in(double temperature)
    {
        var features = _bundle.Vision.PatchFeatures(cat([TinyModels.Pixels(), TinyModels.Hashed("more", [2, 2, 9, 9], 0, 1)]));
        int[][] prompts = [TinyModels.Prompts[0], TinyModels.Prompts[1], TinyModels.Prompts[1], TinyModels.Prompts[0]];
        var options = new GenerationOptions { MaxNewTokens = 8, Temperature = temperature, Seed = 7, SampleIds = [10, 11, 12, 13] };
        int[][] together = _bundle.Language!.Generate(features, prompts, options);
        for (int i = 0; i < prompts.Length; i++)
        {
            var alone = options with { SampleIds = [10 + (ulong)i] };
            Assert.Equal(together[i], _bundle.Language.Generate(features.narrow(0, i, 1), [prompts[i]], alone)[0]);
        }
    }

    [Fact]
    public void Generation_with_the_cache_equals_recomputing_the_whole_sequence()
    {
        var features = _bundle.Vision.PatchFeatures(TinyModels.Pixels()).narrow(0, 0, 1);
        int[] answer = _bundle.Language!.Generate(features, [TinyModels.Prompts[0]], new GenerationOptions { MaxNewTokens = 10 })[0];
        Assert.Equal(10, answer.Length);
        using var batch = AnswerBatch.FromTokens([TinyModels.Prompts[0]], [answer], 3, 0);
        var likeliest = _bundle.Language.AnswerLogits(features, batch).argmax(2);
        Assert.Equal(answer.Select(token => (long)token), likeliest.data<long>().ToArray());
    }

    [Fact]
    public void Sampling_follows_the_softmax_of_the_logits()
    {
        const int draws = 4000;
        var features = _bundle.Vision.PatchFeatures(TinyModels.Pixels()).narrow(0, 0, 1);
        using var batch = AnswerBatch.FromTokens([TinyModels.Prompts[0]], [[0]], 3, 0);
        float[] expected = (_bundle.Language!.AnswerLogits(features, batch).view(-1) / 2).softmax(0).data<float>().ToArray();
        int[][] answers = _bundle.Language.Generate(
            features.expand(draws, -1, -1),
            [.. Enumerable.Repeat(TinyModels.Prompts[0], draws)],
            new GenerationOptions { MaxNewTokens = 1, Temperature = 2, Seed = 3 });
        for (int token = 0; token < expected.Length; token++)
        {
            int count = answers.Count(answer => answer.Length == 1 && answer[0] == token);
            double share = token == TinyModels.Llama.EosTokenId ? expected[token] : count / (double)draws;
            double deviation = Math.Sqrt(expected[token] * (1 - expected[token]) / draws);
            Assert.True(Math.Abs(share - expected[token]) <= (5 * deviation) + 1e-4, $"token {token}: {share} for {expected[token]}");
        }
    }

    [Fact]
    public void Frozen_weights_carry_no_gradient_and_held_weights_pass_it_to_the_pixels_only()
    {
        var pixels = TinyModels.Pixels().requires_grad_();
        using (_bundle.Vision.HoldWeights())
        {
            _bundle.Vision.Embed(pixels).sum().backward();
        }

        // Norm gains are used as they are; every product's weight is held.
        Assert.Null(_bundle.Vision.Weights()["vision_model.encoder.layers.0.mlp.fc1.weight"].grad);
        Assert.NotNull(pixels.grad);
        _bundle.Vision.Freeze();
        Assert.All(_bundle.Vision.Weights().Values, parameter => Assert.False(parameter.requires_grad));
        Assert.False(_bundle.Vision.Embed(TinyModels.Pixels()).requires_grad);
    }

    [Fact]
    public void Loading_into_a_frozen_model_is_seen_by_the_next_call()
    {
        _bundle.Freeze();
        var before = _bundle.Vision.Embed(TinyModels.Pixels());
        _bundle.LoadComponent("vision", _bundle.Vision.Weights().ToDictionary(entry => entry.Key, entry => entry.Value * 0.5));
        var after = _bundle.Vision.Embed(TinyModels.Pixels());
        Assert.False(before.allclose(after));
        _bundle.Vision.Unfreeze();
        Assert.True(after.allclose(_bundle.Vision.Embed(TinyModels.Pixels()), 1e-5, 1e-5));
    }

    [Fact]
    public void Every_parameter_of_a_trained_model_gets_a_gradient()
    {
        using var batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        var vision = _bundle.Vision.Encode(TinyModels.Pixels());
        var texts = _bundle.Text!.Embed(tensor(new long[] { 14, 3, 15, 14, 9, 15 }).view(2, 3));
        var similarity = _bundle.Clip().Logits(vision.Embedding, texts);
        (_bundle.Language!.LogProbs(vision.Patches, batch).Sum().sum() + similarity.select(0, 0).sum()).backward();
        foreach (var (name, parameter) in _bundle.Components.Values.SelectMany(component => component.Weights()))
        {
            // The keys' bias shifts all scores of a query alike, which the softmax ignores.
            bool ignored = name.EndsWith("k_proj.bias", StringComparison.Ordinal);
            Assert.True(ignored || parameter.grad?.abs().max().item<float>() > 0, name);
        }
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
    }
}
