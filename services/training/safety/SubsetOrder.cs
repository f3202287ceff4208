using Rampart.Learning.Training;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Which rows of a subset a step sees: every epoch is a fresh permutation of the subset.</summary>
internal sealed class SubsetOrder
{
    private readonly int[] _rows;
    private readonly EpochOrder _order;

    /// <exception cref="StageException">The subset does not fill one batch.</exception>
    public SubsetOrder(int[] rows, int batch, ulong seed, string what)
    {
        _rows = rows;
        _order = rows.Length >= batch
            ? new EpochOrder(seed, rows.Length, batch)
            : throw new StageException($"{rows.Length} {what} do not fill a batch of {batch}.", "batch", "Lower the batch, take more images, or add data.");
    }

    public int[] Rows(int step) => [.. _order.Batch(step).ToArray().Select(place => _rows[place])];
}
