using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>An attacked function over a set of samples that can be asked about some of them only.</summary>
/// <param name="pixels">Float32 [rows, channels, height, width].</param>
/// <param name="rows">Which sample of the set each image belongs to; the same object as long as the rows are the same.</param>
public delegate LossAndVerdict RowLoss(Tensor pixels, int[] rows);
