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
    public static IReadOnlyList<string> Greedy(StageModel model, Tensor pixels, int[] prompt, int maxNewTokens)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        return GreedyFrom(model, model.Vision.PatchFeatures(pixels), prompt, maxNewTokens);
    }

    /// <summary>The same from patch features that are there already.</summary>
    public static IReadOnlyList<string> GreedyFrom(StageModel model, Tensor patchFeatures, int[] prompt, int maxNewTokens)
    {
        using var off = torch.no_grad();
        int[][] answers = model.NeedLanguage().Generate(
            patchFeatures,
            [.. Enumerable.Repeat(prompt, (int)patchFeatures.shape[0])],
            new GenerationOptions { MaxNewTokens = maxNewTokens });
        return [.. answers.Select(tokens => PromptFormat.Read(model.Tokenizer, tokens))];
    }
}
