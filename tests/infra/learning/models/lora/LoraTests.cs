using System.Text.Json;
using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class LoraTests : IDisposable
{
    private const string GoldenFolder = "golden/learning/adapter";

    private static readonly LoraConfig Wide = new(
        3, 6, ["q_proj", "v_proj", "fc1", "out_proj", "down_proj", "linear_2", "visual_projection", "text_projection", "lm_head"],
        [ModelPart.Tower, ModelPart.Text, ModelPart.Projector, ModelPart.Decoder]);

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adapters_in_PEFTs_layout_give_the_figures_of_the_formula(bool frozen)
    {
        LoraFolder.Attach(GoldenFolder, _bundle);
        if (frozen)
        {
            _bundle.Freeze();
        }

        JsonElement golden = JsonDocument.Parse(File.ReadAllText("golden/learning/lora.json")).RootElement;
        float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetSingle())];
        VisionFeatures seen = _bundle.Vision.Encode(TinyModels.Pixels());
        TinyModels.AssertClose(Floats(golden.GetProperty("features")), seen.Patches, 1e-4);
        TinyModels.AssertClose(Floats(golden.GetProperty("embedding")), seen.Embedding, 1e-4);
        using var batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        float[][] rows = [.. golden.GetProperty("logProbs").EnumerateArray().Select(Floats)];
        TinyModels.AssertClose([.. rows[0], 0, .. rows[1]], _bundle.Language!.LogProbs(seen.Patches, batch).Values, 1e-3);
        int[][] greedy = [.. golden.GetProperty("greedy").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetInt32()).ToArray())];
        Assert.Equal(greedy, _bundle.Language.Generate(seen.Patches, TinyModels.Prompts, new GenerationOptions { MaxNewTokens = 6 }));
    }

    [Fact]
    public void With_B_zero_the_model_is_what_it_was_to_the_last_bit()
    {
        Tensor[] before = Outputs();
        _bundle.AttachLora(Wide);
        _bundle.Lora!.Initialise(5);
        AssertSame(before, Outputs());
        Assert.All(_bundle.Lora.Weights(), entry => Assert.Equal(
            entry.Key.Contains("lora_A", StringComparison.Ordinal), entry.Value.abs().max().item<float>() > 0));
    }

    [Fact]
    public void A_starts_uniform_within_one_over_the_root_of_its_inputs_and_depends_on_seed_and_path_only()
    {
        _bundle.AttachLora(Wide);
        _bundle.Lora!.Initialise(5);
        foreach (var (_, a) in _bundle.Lora.Weights().Where(entry => entry.Key.Contains("lora_A", StringComparison.Ordinal)))
        {
            double bound = 1 / Math.Sqrt(a.shape[1]);
            Assert.InRange(a.abs().max().item<float>(), 0.6 * bound, bound);
        }

        string name = "language_model.model.layers.1.self_attn.q_proj.lora_A.weight";
        Tensor wide = _bundle.Lora.Weights()[name].detach().clone();
        _bundle.DetachLora();
        _bundle.AttachLora(new LoraConfig(3, 1, ["q_proj"], [ModelPart.Decoder]));
        _bundle.Lora.Initialise(5);
        Assert.True(TinyModels.AreSame(wide, _bundle.Lora.Weights()[name]));
        _bundle.Lora.Initialise(6);
        Assert.False(TinyModels.AreSame(wide, _bundle.Lora.Weights()[name]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merged_equals_attached_and_detached_is_the_model_before(bool frozen)
    {
        Tensor[] before = Outputs();
        Adapted();
        if (frozen)
        {
            _bundle.Freeze();
        }

        Tensor[] attached = Outputs();
        Assert.All(before.Zip(attached), pair => Assert.False(pair.First.allclose(pair.Second, 1e-2, 1e-2)));
        _bundle.MergeLora();
        Assert.All(attached.Zip(Outputs()), pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-4)));
        Assert.Null(_bundle.Lora);
        Assert.Null(_bundle.Config.Lora);

        using ModelBundle other = TinyModels.Bundle();
        Adapted(other);
        other.DetachLora();
        AssertSame(before, Outputs(other));
    }

    [Fact]
    public void Generation_with_the_cache_equals_recomputing_the_whole_sequence_with_adapters_attached()
    {
        Adapted();
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Pixels()).narrow(0, 0, 1);
        int[] answer = _bundle.Language!.Generate(features, [TinyModels.Prompts[0]], new GenerationOptions { MaxNewTokens = 10 })[0];
        using var batch = AnswerBatch.FromTokens([TinyModels.Prompts[0]], [answer], 3, 0);
        Assert.Equal(
            answer.Select(token => (long)token), _bundle.Language.AnswerLogits(features, batch).argmax(2).data<long>().ToArray().Take(answer.Length));
    }

    [Fact]
    public void Loading_adapters_into_a_frozen_model_is_seen_by_the_next_call()
    {
        _bundle.AttachLora(Wide);
        _bundle.Freeze();
        Tensor[] before = Outputs();
        _bundle.LoadComponent("lora", _bundle.Lora!.Weights().ToDictionary(entry => entry.Key, entry => torch.full_like(entry.Value, 0.2)));
        Assert.All(before.Zip(Outputs()), pair => Assert.False(pair.First.allclose(pair.Second)));
    }

    [Fact]
    public void Dropout_holds_for_a_step_and_never_for_an_attacked_or_evaluated_model()
    {
        _bundle.AttachLora(new LoraConfig(3, 6, ["q_proj", "v_proj"], [ModelPart.Tower], Dropout: 0.5));
        Fill(_bundle);
        Tensor Features() => _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        Tensor without = Features();
        _bundle.Lora!.DrawDropout(1);
        Tensor first = Features(), again = Features();
        _bundle.Lora.DrawDropout(2);
        Tensor second = Features();
        Assert.True(TinyModels.AreSame(first, again));
        Assert.False(first.allclose(second));
        Assert.False(first.allclose(without));
        _bundle.Vision.eval();
        Assert.True(TinyModels.AreSame(without, Features()));
    }

    [Fact]
    public void A_target_that_is_no_linear_map_of_the_part_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ModelConfigException>(() => _bundle.AttachLora(new LoraConfig(3, 6, ["q_proj", "fc1"], [ModelPart.Decoder])));
        Assert.Contains("'fc1' is no linear map of this model's decoder", error.Message, StringComparison.Ordinal);
        Assert.Contains("q_proj", error.Message, StringComparison.Ordinal);
        Assert.Null(_bundle.Lora);
        Assert.Throws<ModelConfigException>(() => _bundle.AttachLora(Wide with { Rank = 0 }));
        Assert.Throws<ModelConfigException>(() => _bundle.AttachLora(Wide with { Dropout = 1 }));
        _bundle.AttachLora(Wide);
        Assert.Throws<InvalidOperationException>(() => _bundle.AttachLora(Wide));
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
    }

    private static void AssertSame(Tensor[] expected, Tensor[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.True(TinyModels.AreSame(pair.First, pair.Second)));

    private void Adapted() => Adapted(_bundle);

    private static void Adapted(ModelBundle bundle)
    {
        bundle.AttachLora(Wide);
        Fill(bundle);
    }

    private static void Fill(ModelBundle bundle) => bundle.LoadComponent(
        "lora", bundle.Lora!.Weights().ToDictionary(entry => entry.Key, entry => TinyModels.Hashed(entry.Key, entry.Value.shape, -0.3, 0.3)));

    private Tensor[] Outputs() => Outputs(_bundle);

    // Everything that weights are prepared for: all positions, one pooled position, text, answers.
    private static Tensor[] Outputs(ModelBundle bundle)
    {
        using var off = no_grad();
        VisionFeatures seen = bundle.Vision.Encode(TinyModels.Pixels());
        using var batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        Tensor texts = bundle.Text!.Embed(tensor(new long[] { 14, 3, 15, 14, 9, 15 }).view(2, 3));
        return [seen.Patches, seen.Embedding, texts, bundle.Language!.LogProbs(seen.Patches, batch).Values];
    }
}
