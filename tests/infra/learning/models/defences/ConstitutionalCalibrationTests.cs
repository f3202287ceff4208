using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class ConstitutionalCalibrationTests
{
    private static readonly int[] Principle = [10, 14, 6];

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void Logits_are_those_with_the_principle_plus_alpha_times_what_it_changed(double alpha)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        Tensor features = bundle.Vision.PatchFeatures(TinyModels.Pixels());
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        // Behind the image, which is token 3, and before the question.
        int[][] principled = [.. TinyModels.Prompts.Select(prompt => new int[][] { prompt[..3], Principle, prompt[3..] }.SelectMany(part => part).ToArray())];
        using AnswerBatch longer = AnswerBatch.FromTokens(principled, TinyModels.Answers, 3, 0);
        float[] without = bundle.Language!.AnswerLogits(features, batch).data<float>().ToArray();
        float[] with = bundle.Language.AnswerLogits(features, longer).data<float>().ToArray();

        bundle.AttachDefence(new ConstitutionalCalibrationConfig("be safe", Principle, alpha));

        float[] expected = [.. with.Zip(without, (one, other) => (float)(one + (alpha * (one - other))))];
        Assert.Equal(2, batch.Mask.narrow(0, 0, 1).sum().item<float>());
        // The padded place of the first answer means nothing.
        int vocabulary = TinyModels.Llama.VocabularySize;
        float[] defended = bundle.Language.AnswerLogits(features, batch).data<float>().ToArray();
        foreach (int place in new[] { 0, 1, 3, 4, 5 })
        {
            for (int token = 0; token < vocabulary; token++)
            {
                Assert.Equal(expected[(place * vocabulary) + token], defended[(place * vocabulary) + token], 1e-4f);
            }
        }
    }
}
