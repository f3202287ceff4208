using Rampart.Learning.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>The gradients of a step, formed in as many pieces of its batch as memory asks for: the mean over the pieces, each by its weight.</summary>
/// <param name="objective">What is minimised.</param>
/// <param name="size">Samples per piece; 0 takes the whole batch at once.</param>
/// <param name="isShortage">Tells that memory ran out; pieces are then halved.</param>
/// <param name="exchange">The members that share every batch; null for one alone.</param>
internal sealed class GradientAccumulation(IObjective objective, int size, Func<Exception, bool> isShortage, IGradientExchange? exchange)
{
    private const string LossName = "loss";

    private int _size = size;

    /// <summary>Adds the batch's gradients to those of the parameters.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="context">The step.</param>
    /// <param name="clear">Sets the gradients to zero, after an attempt that failed.</param>
    /// <returns>The loss, and then the objective's own figures.</returns>
    public StepMetrics Accumulate(TrainingBatch batch, StepContext context, Action clear)
    {
        int count = batch.SampleIds.Count;
        Check(batch, count);
        while (true)
        {
            try
            {
                return InPieces(batch, context, _size == 0 ? count : Math.Min(_size, count));
            }
            catch (Exception error) when (isShortage(error) && Halve(batch, count))
            {
                clear();
            }
        }
    }

    private StepMetrics InPieces(TrainingBatch batch, StepContext context, int size)
    {
        int count = batch.SampleIds.Count;
        var metrics = new StepMetrics();
        (int begin, int end) = Own(count);
        double whole = size < count || exchange is not null ? objective.WeightOf(batch)!.Value : 1;
        for (int first = begin; first < end; first += size)
        {
            using var scope = torch.NewDisposeScope();
            int rows = Math.Min(size, end - first);
            bool isWhole = rows == count;
            TrainingBatch taken = isWhole ? batch : batch.Rows(first, rows);
            ObjectiveLoss loss = objective.Loss(taken, context);
            double share = isWhole ? 1 : objective.WeightOf(taken)!.Value / whole;
            (isWhole ? loss.Value : loss.Value * share).backward();
            var piece = new StepMetrics();
            piece.Add(LossName, loss.Value);
            metrics.AddShare(piece.And(loss.Metrics), share);
        }

        return metrics;
    }

    // The rows of this member: as many as the others have, or one more.
    private (int Begin, int End) Own(int count) =>
        exchange is null ? (0, count) : ((int)((long)count * exchange.Rank / exchange.Count), (int)((long)count * (exchange.Rank + 1) / exchange.Count));

    // Halved for good: the next step would fail alike.
    private bool Halve(TrainingBatch batch, int count)
    {
        int size = _size == 0 ? count : Math.Min(_size, count);
        if (size == 1 || !CanSplit(batch))
        {
            return false;
        }

        _size = (size + 1) / 2;
        return true;
    }

    private void Check(TrainingBatch batch, int count)
    {
        if (exchange is not null && (count < exchange.Count || !CanSplit(batch)))
        {
            throw new TrainingBatchException(
                $"A batch of {count} for '{objective.Name}' can't be shared by {exchange.Count} devices: it needs a sample for each, and a loss that is a mean over its parts; use one device.");
        }

        if (_size > 0 && _size < count && !CanSplit(batch))
        {
            throw new TrainingBatchException(
                $"The loss of '{objective.Name}' on this batch is no mean over its parts, so that it can't be formed in micro-batches of {_size}; leave micro_batch out.");
        }
    }

    private bool CanSplit(TrainingBatch batch) => batch.IsOneToOne && objective.WeightOf(batch) is not null;
}
