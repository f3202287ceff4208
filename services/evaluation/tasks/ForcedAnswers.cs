using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>How a model rates answers that are put into its mouth (teacher forcing), one per sample.</summary>
internal sealed class ForcedAnswers(StageModel model, Func<Sample, ForcedAnswer> answerOf) : IDisposable
{
    private readonly LanguageModel _language = model.NeedLanguage();
    private (IReadOnlyList<Sample> Samples, AnswerBatch Batch, Tensor Weights)? _last;

    /// <summary>Rates the answers of some samples.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width].</param>
    /// <param name="samples">As many samples; the same object as long as they are the same.</param>
    public ForcedTokens Rate(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        (AnswerBatch batch, Tensor weights) = BatchOf(samples);
        Tensor logits = _language.AnswerLogits(model.Vision.PatchFeatures(pixels), batch);
        Tensor odds = LogOdds.Against(logits.reshape(-1, logits.shape[2]), batch.Labels.view(-1)).view(batch.Labels.shape);
        return new ForcedTokens(torch.nn.functional.softplus(odds), logits.detach().argmax(2).eq(batch.Labels), weights);
    }

    public void Dispose() => Forget();

    // An attack rates the same samples again and again.
    private (AnswerBatch Batch, Tensor Weights) BatchOf(IReadOnlyList<Sample> samples)
    {
        if (_last is { } last && ReferenceEquals(last.Samples, samples))
        {
            return (last.Batch, last.Weights);
        }

        Forget();
        using var scope = torch.NewDisposeScope();
        ForcedAnswer[] answers = [.. samples.Select(answerOf)];
        AnswerBatch batch = AnswerBatch.FromTokens(
            [.. answers.Select(answer => answer.Prompt)], [.. answers.Select(answer => answer.Tokens)], model.Tokenizer.ImageId, model.Tokenizer.PadId,
            model.Device);
        int width = (int)batch.Mask.shape[1];
        Tensor weights = torch.tensor(answers.SelectMany(answer => Enumerable.Range(0, width).Select(answer.Weight)).ToArray()).reshape(-1, width).to(model.Device);
        foreach (Tensor tensor in new[] { batch.Suffix, batch.Predictors, batch.Labels, batch.Mask, weights })
        {
            tensor.DetachFromDisposeScope();
        }

        _last = (samples, batch, weights);
        return (batch, weights);
    }

    private void Forget()
    {
        _last?.Batch.Dispose();
        _last?.Weights.Dispose();
        _last = null;
    }
}

/// <summary>An answer to be rated.</summary>
/// <param name="Prompt">The question's tokens.</param>
/// <param name="Tokens">The answer's tokens, the end token included.</param>
/// <param name="First">The first token that counts.</param>
/// <param name="Count">How many tokens from there on count; all of them by default.</param>
internal sealed record ForcedAnswer(int[] Prompt, int[] Tokens, int First = 0, int? Count = null)
{
    /// <summary>1 for a token that counts, else 0.</summary>
    public float Weight(int place) => place >= First && place < First + (Count ?? Tokens.Length) ? 1 : 0;
}

/// <summary>What a model thinks of the tokens of answers.</summary>
/// <param name="Losses">The cross-entropy of each token, float32 [batch, tokens].</param>
/// <param name="IsLikeliest">Whether each is the likeliest, bool [batch, tokens].</param>
/// <param name="Weights">1 for the tokens that count, else 0; float32 [batch, tokens].</param>
internal sealed record ForcedTokens(Tensor Losses, Tensor IsLikeliest, Tensor Weights)
{
    /// <summary>The mean cross-entropy of the tokens that count, float32 [batch].</summary>
    public Tensor Loss() => (Losses * Weights).sum(1) / Weights.sum(1);

    /// <summary>Whether all tokens that count are the likeliest, bool [batch]: then a greedy answer says the same.</summary>
    public Tensor IsSaid() => IsLikeliest.logical_or(Weights.eq(0)).all(1);
}
