using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>The probability that a model gives to what it said: the product over the tokens of the answer and its end, as the tokenizer cuts the answer's text.</summary>
internal sealed class SpokenConfidence(StageModel model, int maxNewTokens)
{
    private readonly AskedModel _asked = new(model, maxNewTokens);

    /// <summary>One probability per answer.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    /// <param name="questions">As many questions.</param>
    /// <param name="answers">As many answers.</param>
    public IReadOnlyList<double> Of(Tensor pixels, IEnumerable<string> questions, IEnumerable<string> answers)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        using AnswerBatch batch = AnswerBatch.FromTokens(
            [.. questions.Select(_asked.Prompt)], [.. answers.Select(Tokens)], model.Tokenizer.ImageId, model.Tokenizer.PadId, model.Device);
        float[] logarithms = model.NeedLanguage().LogProbs(model.Vision.PatchFeatures(pixels), batch).Sum().data<float>().ToArray();
        return [.. logarithms.Select(logarithm => Math.Clamp(Math.Exp(logarithm), 0, 1))];
    }

    // An answer that was cut off has not said that it ends; silence has said nothing else.
    private int[] Tokens(string answer)
    {
        int[] tokens = answer.Length == 0 ? [model.Tokenizer.EosId] : PromptFormat.Answer(model.Tokenizer, answer);
        return tokens.Length > maxNewTokens ? tokens[..maxNewTokens] : tokens;
    }
}
