using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Losses that make the preferred answer likelier than the rejected one. S is the logistic sigmoid, r_w and r_l are the log-ratios of policy
/// and reference for the preferred and the rejected answer, h = r_w - r_l.</summary>
public static partial class PreferenceLosses
{
    /// <summary>DPO, equation 7 of Rafailov et al. 2023: -log S(beta h).</summary>
    /// <remarks>The preferred-image term of AdPO is the same formula with the two answers on two images (methods, section 3.4).</remarks>
    /// <param name="policy">Of the model in training.</param>
    /// <param name="reference">Of the frozen reference; no gradient flows into it.</param>
    /// <param name="beta">How strongly the policy is tied to the reference, above 0; 0.1 is customary.</param>
    /// <param name="labelSmoothing">The share of pairs presumed to be the wrong way round (cDPO), in [0, 0.5).</param>
    public static PreferenceLoss Dpo(LogProbPair policy, LogProbPair reference, double beta, double labelSmoothing = 0)
    {
        Tensor chosen = (policy.Chosen - reference.Chosen.detach()) * beta;
        Tensor rejected = (policy.Rejected - reference.Rejected.detach()) * beta;
        return new PreferenceLoss(Smoothed(chosen - rejected, labelSmoothing), chosen.detach(), rejected.detach());
    }

    /// <summary>Robust DPO (Chowdhury et al. 2024): [-(1-e) log S(beta h) + e log S(-beta h)] / (1 - 2e), unbiased where a share e of labels is flipped.</summary>
    /// <param name="scores">Policy and reference.</param>
    /// <param name="beta">As in <see cref="Dpo"/>.</param>
    /// <param name="flipped">The share e, in [0, 0.5).</param>
    public static PreferenceLoss Robust(PreferenceScores scores, double beta, double flipped)
    {
        PreferenceLoss plain = Dpo(scores.Policy, scores.Reference, beta);
        Tensor margin = (scores.ChosenRatio - scores.RejectedRatio) * beta;
        return plain with { PerPair = ((plain.PerPair * (1 - flipped)) - (MinusLogSigmoid(-margin) * flipped)) / (1 - (2 * flipped)) };
    }

    /// <summary>DPO with the reference's log-probabilities set to zero.</summary>
    public static PreferenceLoss ReferenceFree(PreferenceScores scores, double beta, double labelSmoothing = 0)
    {
        var none = new LogProbPair(torch.zeros_like(scores.Policy.Chosen), torch.zeros_like(scores.Policy.Rejected));
        return Dpo(scores.Policy, none, beta, labelSmoothing);
    }

    /// <summary>DPO with each log-ratio divided by its answer's length: -log S(beta (r_w/|y_w| - r_l/|y_l|)).</summary>
    public static PreferenceLoss LengthNormalised(PreferenceScores scores, double beta, double labelSmoothing = 0)
    {
        Tensor chosen = scores.ChosenRatio / scores.Lengths.Chosen * beta;
        Tensor rejected = scores.RejectedRatio / scores.Lengths.Rejected * beta;
        return new PreferenceLoss(Smoothed(chosen - rejected, labelSmoothing), chosen.detach(), rejected.detach());
    }

    private static Tensor Smoothed(Tensor margin, double labelSmoothing)
    {
        Tensor loss = MinusLogSigmoid(margin);
        return labelSmoothing > 0 ? (loss * (1 - labelSmoothing)) + (MinusLogSigmoid(-margin) * labelSmoothing) : loss;
    }

    // -log S(z) = softplus(-z), which does not overflow.
    private static Tensor MinusLogSigmoid(Tensor z) => torch.nn.functional.softplus(-z);

    private static PreferenceLoss WithRewards(Tensor perPair, PreferenceScores scores, double beta) =>
        new(perPair, (scores.ChosenRatio * beta).detach(), (scores.RejectedRatio * beta).detach());
}
