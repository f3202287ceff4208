using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <content>Losses without a reference model, on mean log-probabilities per token. Their rewards are beta times these means.</content>
public static partial class PreferenceLosses
{
    /// <summary>SimPO, equation 6 of Meng et al. 2024: -log S(beta (mean log P(y_w) - mean log P(y_l)) - gamma).</summary>
    /// <param name="scores">The policy's; the reference is not looked at.</param>
    /// <param name="beta">Sharpness, above 0; its authors use 2 to 2.5.</param>
    /// <param name="gamma">The margin that is asked for, at least 0; its authors use 0.3 to 1.6.</param>
    public static PreferenceLoss Simpo(PreferenceScores scores, double beta, double gamma)
    {
        Tensor chosen = PerToken(scores, isChosen: true) * beta, rejected = PerToken(scores, isChosen: false) * beta;
        return new PreferenceLoss(MinusLogSigmoid(chosen - rejected - gamma), chosen.detach(), rejected.detach());
    }

    /// <summary>ORPO, equation 6 of Hong et al. 2024: -mean log P(y_w) + lambda (-log S(logit(p_w) - logit(p_l))), p the geometric mean of an answer's
    /// token probabilities.</summary>
    /// <param name="scores">The policy's; the reference is not looked at.</param>
    /// <param name="lambda">Weight of the odds ratio, above 0; 0.1 in the paper.</param>
    public static PreferenceLoss Orpo(PreferenceScores scores, double lambda)
    {
        Tensor chosen = PerToken(scores, isChosen: true), rejected = PerToken(scores, isChosen: false);
        Tensor loss = (MinusLogSigmoid(LogOdds(chosen) - LogOdds(rejected)) * lambda) - chosen;
        return new PreferenceLoss(loss, (chosen * lambda).detach(), (rejected * lambda).detach());
    }

    private static Tensor PerToken(PreferenceScores scores, bool isChosen) =>
        isChosen ? scores.Policy.Chosen / scores.Lengths.Chosen : scores.Policy.Rejected / scores.Lengths.Rejected;

    // log p - log(1 - p); an answer that is certain to the last bit would have infinite odds.
    private static Tensor LogOdds(Tensor logP)
    {
        Tensor bounded = logP.clamp(max: -1e-6);
        return bounded - (-bounded.exp()).log1p();
    }
}
