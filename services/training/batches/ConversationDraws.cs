using System.Globalization;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;
using Rampart.Learning.Training;

namespace Rampart.Training;

/// <summary>Draws one of a sample's texts per step: which one depends on the seed, the step and the sample alone.</summary>
internal sealed class ConversationDraws(SampleSet samples, BpeTokenizer tokenizer, ulong seed)
{
    /// <summary>The images of some rows.</summary>
    public TrainingBatch Images(int[] rows) => new([.. rows.Select(row => (ulong)samples.Ids[row])], samples.Pixels(rows));

    /// <summary>One of a sample's texts.</summary>
    public T OneOf<T>(IReadOnlyList<T> texts, string purpose, int step, int row) => texts[
        new SampleRandom(seed, $"{purpose}/{step.ToString(CultureInfo.InvariantCulture)}", (ulong)samples.Ids[row]).NextInt(texts.Count)];

    /// <summary>A question with its answer per row.</summary>
    /// <param name="step">The step.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="conversations">What a sample can be asked.</param>
    /// <param name="purpose">What is drawn; draws for other purposes are independent.</param>
    public AnswerBatch Answers(int step, int[] rows, Func<Sample, IReadOnlyList<Dialogue>> conversations, string purpose = "question")
    {
        Dialogue[] drawn = [.. rows.Select(row => OneOf(conversations(samples.Samples[row]), purpose, step, row))];
        return AnswerBatch.Create(tokenizer, [.. drawn.Select(dialogue => dialogue.Question)], [.. drawn.Select(dialogue => dialogue.Answer)]);
    }
}
