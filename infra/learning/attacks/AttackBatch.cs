using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The images an attack starts from. The tensors stay the caller's.</summary>
public sealed record AttackBatch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="clean">Float32 [batch, channels, height, width] in [0, 1].</param>
    /// <param name="sampleIds">One id per image; with <paramref name="seed"/> it decides the image's randomness.</param>
    /// <param name="seed">The seed of the work item (and restart).</param>
    /// <param name="start">A perturbation of the shape of <paramref name="clean"/> to start from, projected onto the budget first; null for the attack's own start.</param>
    public AttackBatch(Tensor clean, IReadOnlyList<ulong> sampleIds, ulong seed, Tensor? start = null)
    {
        if (clean.dim() != 4 || clean.dtype != ScalarType.Float32)
        {
            throw new ArgumentException($"Images must be float32 [batch, channels, height, width], not {clean.dtype} [{string.Join(", ", clean.shape)}].", nameof(clean));
        }

        if (clean.shape[0] != sampleIds.Count)
        {
            throw new ArgumentException($"{clean.shape[0]} images came with {sampleIds.Count} sample ids; give one id per image.", nameof(sampleIds));
        }

        if (start is not null && (start.dtype != ScalarType.Float32 || !start.shape.SequenceEqual(clean.shape)))
        {
            throw new ArgumentException($"A start perturbation must be float32 [{string.Join(", ", clean.shape)}] like its images.", nameof(start));
        }

        (Clean, SampleIds, Seed, Start) = (clean, sampleIds, seed, start);
    }

    /// <summary>Float32 [batch, channels, height, width] in [0, 1].</summary>
    public Tensor Clean { get; }

    /// <summary>One id per image.</summary>
    public IReadOnlyList<ulong> SampleIds { get; }

    /// <summary>The seed of the work item (and restart).</summary>
    public ulong Seed { get; }

    /// <summary>The perturbation to start from, or null.</summary>
    public Tensor? Start { get; }

    /// <summary>Some of the images, in the order given; the tensors go to the caller's dispose scope.</summary>
    public AttackBatch Rows(int[] rows)
    {
        Tensor places = tensor(rows.Select(row => (long)row).ToArray()).to(Clean.device);
        return new AttackBatch(Clean.index_select(0, places), [.. rows.Select(row => SampleIds[row])], Seed, Start?.index_select(0, places));
    }
}
