using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>Asks a model.</summary>
public static class Answering
{
    /// <summary>The greedy answers to one question about several images.</summary>
    /// <param name="model">A model with a decoder.</param>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    /// <param name="prompt">The question's tokens (<see cref="PromptFormat.Prompt"/>).</param>
    /// <param name="maxNewTokens">Longest answer.</param>
    public static IReadOnlyList<string> Greedy(StageModel model, Tensor pixels, int[] prompt, int maxNewTokens) =>
        Answers(model, pixels, prompt, new GenerationOptions { MaxNewTokens = maxNewTokens });

    /// <summary>The answers to one question about several images, greedy or sampled.</summary>
    /// <param name="model">A model with a decoder.</param>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    /// <param name="prompt">The question's tokens (<see cref="PromptFormat.Prompt"/>).</param>
    /// <param name="options">How answers are generated.</param>
    public static IReadOnlyList<string> Answers(StageModel model, Tensor pixels, int[] prompt, GenerationOptions options)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        return From(model, model.Vision.PatchFeatures(pixels), prompt, options);
    }

    /// <summary>The greedy answers from patch features that are there already.</summary>
    public static IReadOnlyList<string> GreedyFrom(StageModel model, Tensor patchFeatures, int[] prompt, int maxNewTokens) =>
        From(model, patchFeatures, prompt, new GenerationOptions { MaxNewTokens = maxNewTokens });

    private static IReadOnlyList<string> From(StageModel model, Tensor patchFeatures, int[] prompt, GenerationOptions options)
    {
        using var off = torch.no_grad();
        int[][] answers = model.NeedLanguage().Generate(
            patchFeatures,
            [.. Enumerable.Repeat(prompt, (int)patchFeatures.shape[0])],
            options);
        return [.. answers.Select(tokens => PromptFormat.Read(model.Tokenizer, tokens))];
    }
}
