using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Log-probabilities of answer tokens under teacher forcing, the end token included.</summary>
/// <param name="Values">[batch, answer] float32: log p of each token given image, question and earlier tokens; 0 where padded.</param>
/// <param name="Mask">[batch, answer] float32: 1 for tokens, 0 for padding.</param>
public sealed record TokenLogProbs(Tensor Values, Tensor Mask)
{
    /// <summary>log p(answer | image, question), [batch].</summary>
    public Tensor Sum() => Values.sum(1);

    /// <summary>The mean over each answer's tokens, [batch].</summary>
    public Tensor Mean() => Values.sum(1) / Mask.sum(1);
}
