using Rampart.Learning.Tokenization;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Prompts with their answers for teacher forcing: all begin alike up to the image, then differ, and are padded on the right.
/// A causal decoder never looks to the right, so padding needs no mask of its own.</summary>
public sealed class AnswerBatch : IDisposable
{
    private AnswerBatch(int[] prefix, Tensor suffix, Tensor predictors, Tensor labels, Tensor mask)
    {
        Prefix = prefix;
        Suffix = suffix;
        Predictors = predictors;
        Labels = labels;
        Mask = mask;
    }

    /// <summary>Token ids before the image, the same for every sample.</summary>
    public IReadOnlyList<int> Prefix { get; }

    /// <summary>[batch, length] int64: token ids behind the image, padded on the right.</summary>
    public Tensor Suffix { get; }

    /// <summary>[batch, answer] int64: position within <see cref="Suffix"/> whose output predicts each answer token; -1 is the image's last.</summary>
    public Tensor Predictors { get; }

    /// <summary>[batch, answer] int64: the answer tokens, the end token included; 0 where <see cref="Mask"/> is 0.</summary>
    public Tensor Labels { get; }

    /// <summary>[batch, answer] float32: 1 for answer tokens, 0 for padding.</summary>
    public Tensor Mask { get; }

    /// <summary>Number of samples.</summary>
    public int Count => (int)Suffix.shape[0];

    /// <summary>Formats questions and answers (<see cref="PromptFormat"/>).</summary>
    /// <param name="tokenizer">The tokenizer of the decoder.</param>
    /// <param name="questions">One question per sample.</param>
    /// <param name="answers">As many answers.</param>
    /// <param name="device">Where the tensors live; the processor by default.</param>
    public static AnswerBatch Create(
        BpeTokenizer tokenizer, IReadOnlyList<string> questions, IReadOnlyList<string> answers, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(answers);
        return FromTokens(
            [.. questions.Select(question => PromptFormat.Prompt(tokenizer, question))],
            [.. answers.Select(answer => PromptFormat.Answer(tokenizer, answer))],
            tokenizer.ImageId,
            tokenizer.PadId,
            device);
    }

    /// <summary>Joins tokenised prompts and answers.</summary>
    /// <param name="prompts">One prompt per sample, with exactly one image placeholder; equal up to it.</param>
    /// <param name="answers">As many answers, each of at least one token.</param>
    /// <param name="imageId">The placeholder.</param>
    /// <param name="padId">What fills up the shorter ones.</param>
    /// <param name="device">Where the tensors live; the processor by default.</param>
    /// <exception cref="ArgumentException">Counts differ, a placeholder is missing, or the beginnings differ.</exception>
    public static AnswerBatch FromTokens(
        IReadOnlyList<int[]> prompts, IReadOnlyList<int[]> answers, int imageId, int padId, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(answers);
        if (prompts.Count == 0 || prompts.Count != answers.Count || answers.Any(answer => answer.Length == 0))
        {
            throw new ArgumentException(
                $"{prompts.Count} prompts and {answers.Count} answers; give as many of each, at least one, and no empty answer.");
        }

        var split = ImagePrompt.Split(prompts, imageId);
        var tails = split.Suffixes;
        int length = tails.Zip(answers, (tail, answer) => tail.Length + answer.Length - 1).Max();
        int longest = answers.Max(answer => answer.Length);
        var suffix = new long[prompts.Count * length];
        Array.Fill(suffix, padId);
        var predictors = new long[prompts.Count * longest];
        var labels = new long[predictors.Length];
        var mask = new float[predictors.Length];
        for (int i = 0; i < prompts.Count; i++)
        {
            // The end token is predicted but never read.
            long[] tokens = [.. tails[i], .. answers[i].AsSpan(0, answers[i].Length - 1)];
            tokens.CopyTo(suffix, i * length);
            for (int t = 0; t < answers[i].Length; t++)
            {
                predictors[(i * longest) + t] = tails[i].Length - 1 + t;
                labels[(i * longest) + t] = answers[i][t];
                mask[(i * longest) + t] = 1;
            }
        }

        return new AnswerBatch(
            split.Prefix,
            Placed(tensor(suffix).view(prompts.Count, length), device),
            Placed(tensor(predictors).view(prompts.Count, longest), device),
            Placed(tensor(labels).view(prompts.Count, longest), device),
            Placed(tensor(mask).view(prompts.Count, longest), device));
    }

    /// <summary>The same batch on a device.</summary>
    public AnswerBatch To(Device device) => new([.. Prefix], Suffix.to(device), Predictors.to(device), Labels.to(device), Mask.to(device));

    /// <summary>Some samples in a row; padding stays, so that each is computed as within the whole.</summary>
    public AnswerBatch Rows(int first, int count) => new(
        [.. Prefix], Suffix.narrow(0, first, count), Predictors.narrow(0, first, count), Labels.narrow(0, first, count), Mask.narrow(0, first, count));

    /// <inheritdoc/>
    public void Dispose()
    {
        Suffix.Dispose();
        Predictors.Dispose();
        Labels.Dispose();
        Mask.Dispose();
    }

    private static Tensor Placed(Tensor values, Device? device) => device is null ? values : values.to(device);
}
