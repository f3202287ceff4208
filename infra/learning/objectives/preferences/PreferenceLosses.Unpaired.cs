using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <content>Losses that judge each answer against the reference on its own.</content>
public static partial class PreferenceLosses
{
    /// <summary>The paired form of KTO's idea, as in BCO (Jung et al. 2024) without its running shift: -log S(beta r_w) - log S(-beta r_l).</summary>
    public static PreferenceLoss KtoPair(PreferenceScores scores, double beta) => WithRewards(
        MinusLogSigmoid(scores.ChosenRatio * beta) + MinusLogSigmoid(-scores.RejectedRatio * beta), scores, beta);

    /// <summary>NCA for pairs (Chen et al. 2024): -log S(beta r_w) - 1/2 log S(-beta r_w) - 1/2 log S(-beta r_l), which keeps the preferred answer likely.</summary>
    public static PreferenceLoss NcaPair(PreferenceScores scores, double beta)
    {
        Tensor chosen = scores.ChosenRatio * beta, rejected = scores.RejectedRatio * beta;
        return WithRewards(
            MinusLogSigmoid(chosen) + ((MinusLogSigmoid(-chosen) + MinusLogSigmoid(-rejected)) * 0.5), scores, beta);
    }

    /// <summary>APO-zero, equation 7 of D'Oosterlinck et al. 2024: 1 - S(beta r_w) + S(beta r_l); for answers better than the policy's own.</summary>
    public static PreferenceLoss ApoZero(PreferenceScores scores, double beta) => WithRewards(
        1 - (scores.ChosenRatio * beta).sigmoid() + (scores.RejectedRatio * beta).sigmoid(), scores, beta);

    /// <summary>APO-down, equation 8 of the same: S(beta r_w) + 1 - S(beta h); for answers worse than the policy's own.</summary>
    public static PreferenceLoss ApoDown(PreferenceScores scores, double beta) => WithRewards(
        (scores.ChosenRatio * beta).sigmoid() + (1 - ((scores.ChosenRatio - scores.RejectedRatio) * beta).sigmoid()), scores, beta);
}
