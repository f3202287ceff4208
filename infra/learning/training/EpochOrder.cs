using Rampart.Learning.Randomness;

namespace Rampart.Learning.Training;

/// <summary>Which samples a step sees: every epoch is a fresh permutation, and a step's batch is a pure function of its number.</summary>
/// <remarks>The samples left over at an epoch's end (fewer than a batch) are skipped, another few each epoch.</remarks>
public sealed class EpochOrder
{
    private readonly ulong _seed;
    private readonly int _sampleCount;
    private (int Epoch, int[] Order)? _cached;

    /// <summary>Makes the order of a training.</summary>
    /// <param name="seed">The seed of the training (not of the segment).</param>
    /// <param name="sampleCount">How many samples there are, at least <paramref name="batchSize"/>.</param>
    /// <param name="batchSize">Samples per step, at least 1.</param>
    public EpochOrder(ulong seed, int sampleCount, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (sampleCount < batchSize)
        {
            throw new ArgumentException($"{sampleCount} samples do not fill one batch of {batchSize}; lower the batch size or add data.", nameof(sampleCount));
        }

        (_seed, _sampleCount, BatchSize) = (seed, sampleCount, batchSize);
    }

    /// <summary>Samples per step.</summary>
    public int BatchSize { get; }

    /// <summary>Steps until every sample was seen (but for the remainder).</summary>
    public int StepsPerEpoch => _sampleCount / BatchSize;

    /// <summary>The indices of the samples of a step, counted from 0.</summary>
    public ReadOnlySpan<int> Batch(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        int epoch = step / StepsPerEpoch;
        if (_cached?.Epoch != epoch)
        {
            _cached = (epoch, new SampleRandom(_seed, "epoch-order", (ulong)epoch).Permutation(_sampleCount));
        }

        return _cached.Value.Order.AsSpan(step % StepsPerEpoch * BatchSize, BatchSize);
    }
}
