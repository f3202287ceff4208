using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Sums of log-probabilities of the preferred and the rejected answer, each float32 [batch].</summary>
/// <param name="Chosen">log P(y_w | its image, prompt), summed over the answer's tokens.</param>
/// <param name="Rejected">log P(y_l | its image, prompt), summed over the answer's tokens.</param>
public readonly record struct LogProbPair(Tensor Chosen, Tensor Rejected);

/// <summary>A preference loss per pair with the implicit rewards behind it.</summary>
/// <param name="PerPair">Loss, float32 [batch].</param>
/// <param name="ChosenReward">beta (log P_policy - log P_reference) of the preferred answer, float32 [batch], detached.</param>
/// <param name="RejectedReward">The same of the rejected answer, detached.</param>
public readonly record struct PreferenceLoss(Tensor PerPair, Tensor ChosenReward, Tensor RejectedReward);

/// <summary>Losses that make the preferred answer likelier than the rejected one, relative to a reference model.</summary>
public static class PreferenceLosses
{
    /// <summary>DPO, equation 7 of Rafailov et al. 2023: -log S(beta h) with h = (log-ratio of chosen) - (log-ratio of rejected).</summary>
    /// <remarks>The preferred-image term of AdPO is the same formula with the two answers on two images (methods, section 3.4).</remarks>
    /// <param name="policy">Of the model in training.</param>
    /// <param name="reference">Of the frozen reference; no gradient flows into it.</param>
    /// <param name="beta">How strongly the policy is tied to the reference, above 0; 0.1 is customary.</param>
    /// <param name="labelSmoothing">The share of pairs presumed to be the wrong way round (cDPO), in [0, 0.5).</param>
    public static PreferenceLoss Dpo(LogProbPair policy, LogProbPair reference, double beta, double labelSmoothing = 0)
    {
        Tensor chosen = (policy.Chosen - reference.Chosen.detach()) * beta;
        Tensor rejected = (policy.Rejected - reference.Rejected.detach()) * beta;
        Tensor margin = chosen - rejected;
        // -log S(z) = softplus(-z), which does not overflow.
        Tensor loss = torch.nn.functional.softplus(-margin);
        if (labelSmoothing > 0)
        {
            loss = (loss * (1 - labelSmoothing)) + (torch.nn.functional.softplus(margin) * labelSmoothing);
        }

        return new PreferenceLoss(loss, chosen.detach(), rejected.detach());
    }
}
