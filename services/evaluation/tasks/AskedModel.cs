using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Asks a model questions that differ from image to image.</summary>
internal sealed class AskedModel(StageModel model, int maxNewTokens)
{
    private readonly Dictionary<string, int[]> _prompts = [];

    /// <summary>The tokens of a question.</summary>
    public int[] Prompt(string question)
    {
        if (!_prompts.TryGetValue(question, out int[]? tokens))
        {
            _prompts[question] = tokens = PromptFormat.Prompt(model.Tokenizer, question);
        }

        return tokens;
    }

    /// <summary>The tokens of a question with those of an answer to it.</summary>
    public ForcedAnswer Answer(string question, string answer) => new(Prompt(question), PromptFormat.Answer(model.Tokenizer, answer));

    /// <summary>The greedy answers, one per image.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    /// <param name="questions">As many questions.</param>
    public IReadOnlyList<string> Ask(Tensor pixels, IEnumerable<string> questions)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        int[][] answers = model.NeedLanguage().Generate(
            model.Vision.PatchFeatures(pixels), [.. questions.Select(Prompt)], new GenerationOptions { MaxNewTokens = maxNewTokens });
        return [.. answers.Select(tokens => PromptFormat.Read(model.Tokenizer, tokens))];
    }
}
