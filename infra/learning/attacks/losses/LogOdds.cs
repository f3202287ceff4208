using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>
/// The cross-entropy of a class in a form that float32 cannot round to zero. With logits of 100 * cosine a sure model's cross-entropy is
/// exactly 0 in float32, on which an attack that compares losses stands still: masked gradients that are the evaluator's own fault.
/// </summary>
public static class LogOdds
{
    /// <summary>
    /// log((1 - p) / p) of the labelled class: logsumexp of the other logits minus its own. The cross-entropy is softplus of it, a rising
    /// function, so that the two have the same order, the same gradient signs and the same maximisers.
    /// </summary>
    /// <param name="logits">Float32 [rows, classes].</param>
    /// <param name="labels">Int64 [rows].</param>
    /// <returns>Float32 [rows].</returns>
    public static Tensor Against(Tensor logits, Tensor labels)
    {
        Tensor own = logits.gather(1, labels.unsqueeze(1)).squeeze(1);
        return OtherLogits.Of(logits, labels).logsumexp(1) - own;
    }
}
