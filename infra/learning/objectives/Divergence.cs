using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>The divergence of one prediction from another, as TRADES (Zhang et al. 2019) and AdvPT use it.</summary>
public static class Divergence
{
    /// <summary>KL(softmax(target) || softmax(logits)) per sample, float32 [batch]; zero with a zero gradient where both agree.</summary>
    /// <param name="target">Logits that are kept, [batch, classes]; no gradient flows into them.</param>
    /// <param name="logits">Logits that are drawn there, [batch, classes].</param>
    public static Tensor Of(Tensor target, Tensor logits)
    {
        Tensor wanted = target.detach(), probabilities = wanted.softmax(1);
        // log p - log q with log softmax(z) = z - logsumexp(z).
        Tensor difference = (wanted - wanted.logsumexp(1, true)) - (logits - logits.logsumexp(1, true));
        return (probabilities * difference).sum(1);
    }
}
