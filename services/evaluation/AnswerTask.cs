using Rampart.Learning.Attacks;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// The answer to the evaluation question, generated greedily. The loss is the language-model cross-entropy of the true answer, mean over its
/// tokens, the end token included; along an attack, "still right" means that every token of the truth is still the likeliest.
/// </summary>
internal sealed class AnswerTask(StageModel model, string question, int maxNewTokens) : IEvaluatedTask
{
    private readonly LanguageModel _language = model.NeedLanguage();
    private readonly int[] _prompt = PromptFormat.Prompt(model.Tokenizer, question);
    private readonly Dictionary<string, int[]> _truths = [];
    private (IReadOnlyList<string> Truths, AnswerBatch Batch)? _last;

    public IReadOnlyList<string> Answers(Tensor pixels) =>
        Answering.Greedy(model, pixels, _prompt, maxNewTokens);

    public bool IsRight(string answer, string truth) => AnswerAccuracy.Matches(answer, truth);

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<string> truths)
    {
        AnswerBatch batch = BatchOf(truths);
        Tensor logits = _language.AnswerLogits(model.Vision.PatchFeatures(pixels), batch);
        Tensor odds = LogOdds.Against(logits.reshape(-1, logits.shape[2]), batch.Labels.view(-1)).view(batch.Labels.shape);
        Tensor losses = torch.nn.functional.softplus(odds);
        Tensor right = logits.detach().argmax(2).eq(batch.Labels).logical_or(batch.Mask.eq(0));
        return new LossAndVerdict((losses * batch.Mask).sum(1) / batch.Mask.sum(1), right.all(1));
    }

    public void Dispose() => _last?.Batch.Dispose();

    // An attack judges the same samples again and again.
    private AnswerBatch BatchOf(IReadOnlyList<string> truths)
    {
        if (_last is { } last && ReferenceEquals(last.Truths, truths))
        {
            return last.Batch;
        }

        _last?.Batch.Dispose();
        using var scope = torch.NewDisposeScope();
        AnswerBatch batch = AnswerBatch.FromTokens(
            [.. truths.Select(_ => _prompt)], [.. truths.Select(Tokens)], model.Tokenizer.ImageId, model.Tokenizer.PadId);
        foreach (Tensor tensor in new[] { batch.Suffix, batch.Predictors, batch.Labels, batch.Mask })
        {
            tensor.DetachFromDisposeScope();
        }

        _last = (truths, batch);
        return batch;
    }

    private int[] Tokens(string truth)
    {
        if (!_truths.TryGetValue(truth, out int[]? tokens))
        {
            _truths[truth] = tokens = PromptFormat.Answer(model.Tokenizer, truth);
        }

        return tokens;
    }
}
