using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>A loss over class logits; the larger, the further a classifier is from the truth.</summary>
/// <param name="logits">Float32 [batch, classes].</param>
/// <param name="labels">Int64 [batch]: the true classes.</param>
/// <returns>Float32 [batch].</returns>
public delegate Tensor ClassLoss(Tensor logits, Tensor labels);

/// <summary>A loss over class logits; the larger, the nearer a classifier is to a chosen wrong class.</summary>
/// <param name="logits">Float32 [batch, classes].</param>
/// <param name="labels">Int64 [batch]: the true classes.</param>
/// <param name="targets">Int64 [batch]: the wrong classes to be reached.</param>
/// <returns>Float32 [batch].</returns>
public delegate Tensor TargetedClassLoss(Tensor logits, Tensor labels, Tensor targets);
