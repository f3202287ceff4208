using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class LearnedPromptTests
{
    // Begin token 14, end token 15.
    private static readonly Func<long[][], Tensor> Texts = rows => tensor(rows.SelectMany(row => row).ToArray()).view(rows.Length, -1);

    [Fact]
    public void A_context_of_words_embeddings_reads_like_these_words()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        bundle.AttachPrompt(new LearnedPromptConfig(2));
        Tensor table = bundle.Text!.Weights()["text_model.embeddings.token_embedding.weight"];
        bundle.LoadComponent("prompt", new Dictionary<string, Tensor> { ["prompt_context"] = stack([table[5], table[9]], 0) });

        Tensor spelt = bundle.Text.Embed(Texts([[14, 5, 9, 3, 15, 0], [14, 5, 9, 7, 8, 15]]));
        Tensor learned = bundle.Text.Embed(Texts([[14, 3, 15, 0], [14, 7, 8, 15]]), bundle.Prompt);

        TinyModels.AssertClose([.. spelt.data<float>()], learned, 1e-5);
        Assert.Equal(ModelPart.Prompt, ModelParts.Of(bundle.Prompt!.Weights().Keys.Single()));
    }

    [Fact]
    public void A_prompt_is_stored_with_its_model()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        bundle.AttachPrompt(new LearnedPromptConfig(3));
        bundle.Prompt!.Initialise(4);
        using var again = new ModelBundle(ModelConfig.FromJson(bundle.Config.ToJson().ToJsonString()));
        again.LoadComponent("prompt", bundle.SaveComponent("prompt"));
        Assert.Equal(bundle.Prompt.Context.data<float>().ToArray(), again.Prompt!.Context.data<float>().ToArray());
        Assert.InRange(bundle.Prompt.Context.std().item<float>(), 0.01, 0.03);
    }

    [Fact]
    public void What_leaves_no_room_for_a_class_is_refused()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        Assert.Contains("takes 1 to 3", Assert.Throws<ModelConfigException>(() => bundle.AttachPrompt(new LearnedPromptConfig(4))).Message, StringComparison.Ordinal);
        bundle.AttachPrompt(new LearnedPromptConfig(3));
        var error = Assert.Throws<ArgumentException>(() => bundle.Text!.Embed(Texts([[14, 7, 8, 15]]), bundle.Prompt));
        Assert.Contains("4 tokens with a prompt of 3", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => bundle.AttachPrompt(new LearnedPromptConfig(1)));
    }
}
