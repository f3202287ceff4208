using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>What one step learns from. Each objective asks for the parts it needs; the others may be absent.</summary>
public sealed record TrainingBatch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="sampleIds">One id per image; decides the image's randomness.</param>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0, 1].</param>
    public TrainingBatch(IReadOnlyList<ulong> sampleIds, Tensor pixels)
    {
        if (pixels.dim() != 4 || pixels.shape[0] != sampleIds.Count)
        {
            throw new TrainingBatchException($"{sampleIds.Count} sample ids came with pixels [{string.Join(", ", pixels.shape)}]; give [batch, channels, height, width].");
        }

        (SampleIds, Pixels) = (sampleIds, pixels);
    }

    /// <summary>One id per image.</summary>
    public IReadOnlyList<ulong> SampleIds { get; }

    /// <summary>Float32 [batch, channels, height, width] in [0, 1].</summary>
    public Tensor Pixels { get; }

    /// <summary>Class numbers, int64 [batch]; for tecoa.</summary>
    public Tensor? Labels { get; init; }

    /// <summary>Token ids of one caption per image, int64 [batch, tokens]; for contrastive.</summary>
    public Tensor? CaptionTokens { get; init; }

    /// <summary>A question with its true answer per image; for instruction and safety-tuning.</summary>
    public AnswerBatch? Answers { get; init; }

    /// <summary>A preference pair per image; for adpo, dpo, adversarial-reference and adversary-aware-dpo.</summary>
    public PreferenceBatch? Preferences { get; init; }

    /// <summary>Questions with answers that are learned without any image; null for none. For instruction.</summary>
    public AnswerBatch? Texts { get; init; }

    /// <summary>How risky each image is; for concept-bottleneck.</summary>
    public RiskLabels? Risks { get; init; }

    /// <summary>Ordinary images with questions and their true answers, which keep a model useful beside what the batch itself teaches it; for the
    /// objectives of safety.</summary>
    public TrainingBatch? Utility { get; init; }

    /// <summary>The same batch on a device; itself where it is there already.</summary>
    public TrainingBatch To(Device device) => new(SampleIds, Pixels.to(device))
    {
        Labels = Labels?.to(device),
        CaptionTokens = CaptionTokens?.to(device),
        Answers = Answers?.To(device),
        Preferences = Preferences?.To(device),
        Texts = Texts?.To(device),
        Risks = Risks is null ? null : new RiskLabels(Risks.Levels.to(device), Risks.Types.to(device)),
        Utility = Utility?.To(device),
    };

    /// <summary>Whether every part has one row per image, so that a few rows are a batch of their own.</summary>
    public bool IsOneToOne => Texts is null && Utility is null;

    /// <summary>Some samples in a row.</summary>
    /// <exception cref="InvalidOperationException">The batch is not <see cref="IsOneToOne"/>.</exception>
    public TrainingBatch Rows(int first, int count) => !IsOneToOne
        ? throw new InvalidOperationException("A batch with parts of other lengths has no rows.")
        : new([.. SampleIds.Skip(first).Take(count)], Pixels.narrow(0, first, count))
        {
            Labels = Labels?.narrow(0, first, count),
            CaptionTokens = CaptionTokens?.narrow(0, first, count),
            Answers = Answers?.Rows(first, count),
            Preferences = Preferences?.Rows(first, count),
            Risks = Risks is null ? null : new RiskLabels(Risks.Levels.narrow(0, first, count), Risks.Types.narrow(0, first, count)),
        };

    /// <summary>Returns a part, or says who misses it.</summary>
    internal T Need<T>(T? part, string objective, string name)
        where T : class =>
        part ?? throw new TrainingBatchException($"The objective '{objective}' needs {name} in every batch; the pipeline must hand it data that has them.");
}

/// <summary>A batch does not hold what the objective needs.</summary>
public sealed class TrainingBatchException(string message) : ArgumentException(message);
