using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Generates answers to prompts of equal length, each until its end token.</summary>
internal sealed class AnswerGeneration(LlavaConfig config, IPromptReading reading)
{
    /// <param name="features">[batch, patches, vision width].</param>
    /// <param name="prompts">As many prompts.</param>
    /// <param name="options">How.</param>
    /// <param name="ids">As many sample ids.</param>
    /// <returns>The tokens without the end token.</returns>
    public int[][] Answer(Tensor features, int[][] prompts, GenerationOptions options, ulong[] ids)
    {
        ImagePrompt split = ImagePrompt.Split(prompts, config.ImageTokenId);
        long[] tokens = [.. split.Suffixes.SelectMany(row => row.Select(id => (long)id))];
        Tensor suffix = tensor(tokens).view(prompts.Length, split.Suffixes[0].Length).to(features.device);
        using IDecoding decoding = reading.Decode(new PromptSequence(features, split.Prefix, suffix), options.MaxNewTokens);
        var next = new NextToken(options, ids);
        var answers = prompts.Select(_ => new List<int>()).ToArray();
        var open = new bool[prompts.Length];
        Array.Fill(open, true);
        Tensor logits = decoding.First();
        for (int step = 1; ; step++)
        {
            using var scope = NewDisposeScope();
            int[] chosen = next.Choose(logits);
            for (int i = 0; i < chosen.Length; i++)
            {
                open[i] &= chosen[i] != config.Text.EosTokenId;
                if (open[i])
                {
                    answers[i].Add(chosen[i]);
                }
            }

            if (step == options.MaxNewTokens || !open.Contains(true))
            {
                return [.. answers.Select(answer => answer.ToArray())];
            }

            logits = decoding.Next(tensor(chosen.Select(id => (long)id).ToArray()).to(features.device)).MoveToOuterDisposeScope();
        }
    }
}
