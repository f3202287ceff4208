using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <content>Losses that aim at a margin instead of pushing answers apart without end.</content>
public static partial class PreferenceLosses
{
    /// <summary>Hinge (SLiC, Zhao et al. 2023, in DPO's form): relu(1 - beta h).</summary>
    public static PreferenceLoss Hinge(PreferenceScores scores, double beta) =>
        WithRewards((1 - ((scores.ChosenRatio - scores.RejectedRatio) * beta)).clamp(min: 0), scores, beta);

    /// <summary>IPO, equation 17 of Azar et al. 2023: (h - 1/(2 beta))^2, which is 1/(4 beta^2) where policy and reference agree.</summary>
    /// <param name="scores">Policy and reference.</param>
    /// <param name="beta">The paper's tau; the margin aimed at is 1/(2 beta).</param>
    /// <param name="perToken">Divides each log-ratio by its answer's length first, as its authors do; the code that came with DPO does not.</param>
    public static PreferenceLoss Ipo(PreferenceScores scores, double beta, bool perToken = true)
    {
        Tensor chosen = perToken ? scores.ChosenRatio / scores.Lengths.Chosen : scores.ChosenRatio;
        Tensor rejected = perToken ? scores.RejectedRatio / scores.Lengths.Rejected : scores.RejectedRatio;
        return WithRewards((chosen - rejected - (1 / (2 * beta))).square(), scores, beta);
    }

    /// <summary>SPPO with certain preferences (Wu et al. 2024, algorithm 1): (r_w - 1/(2 beta))^2 + (r_l + 1/(2 beta))^2.</summary>
    public static PreferenceLoss SppoHard(PreferenceScores scores, double beta)
    {
        double aim = 1 / (2 * beta);
        return WithRewards((scores.ChosenRatio - aim).square() + (scores.RejectedRatio + aim).square(), scores, beta);
    }
}
