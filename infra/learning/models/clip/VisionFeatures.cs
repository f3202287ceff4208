using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Both outputs of a vision tower for one batch.</summary>
/// <param name="Patches">[batch, patches, width]: what a language model reads.</param>
/// <param name="Embedding">[batch, projection]: the projected class token, not normalised.</param>
public sealed record VisionFeatures(Tensor Patches, Tensor Embedding);
