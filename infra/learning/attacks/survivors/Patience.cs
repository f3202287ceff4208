using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Makes attacks run to their end on every sample: for losses whose verdicts say nothing about what is measured, as those of another model.</summary>
public static class Patience
{
    /// <summary>The same loss, right everywhere.</summary>
    public static RowLoss With(RowLoss loss) => (pixels, rows) => With(loss(pixels, rows).Loss);

    /// <summary>A loss, right everywhere.</summary>
    /// <param name="loss">Float32 [rows].</param>
    public static LossAndVerdict With(Tensor loss) => new(loss, torch.ones_like(loss.detach(), ScalarType.Bool));
}
