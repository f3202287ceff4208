using Rampart.Learning.Models;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Sums of log-probabilities of the preferred and the rejected answer, each float32 [batch].</summary>
/// <param name="Chosen">log P(y_w | its image, prompt), summed over the answer's tokens.</param>
/// <param name="Rejected">log P(y_l | its image, prompt), summed over the answer's tokens.</param>
public readonly record struct LogProbPair(Tensor Chosen, Tensor Rejected);

/// <summary>All that a preference loss may look at.</summary>
/// <param name="Policy">Of the model in training.</param>
/// <param name="Reference">Of the frozen reference; no gradient flows into it. Zeros stand for no reference.</param>
/// <param name="Lengths">Tokens of each answer, the end token included, float32 [batch].</param>
public readonly record struct PreferenceScores(LogProbPair Policy, LogProbPair Reference, LogProbPair Lengths)
{
    /// <summary>log P_policy(y_w) - log P_reference(y_w), r_w.</summary>
    public Tensor ChosenRatio => Policy.Chosen - Reference.Chosen.detach();

    /// <summary>log P_policy(y_l) - log P_reference(y_l), r_l.</summary>
    public Tensor RejectedRatio => Policy.Rejected - Reference.Rejected.detach();

    /// <summary>The scores of answers under teacher forcing.</summary>
    /// <param name="chosen">Of the preferred answer, by the policy.</param>
    /// <param name="rejected">Of the rejected answer, by the policy.</param>
    /// <param name="reference">Of both by the reference, or null where the loss needs none.</param>
    public static PreferenceScores Of(TokenLogProbs chosen, TokenLogProbs rejected, LogProbPair? reference)
    {
        var policy = new LogProbPair(chosen.Sum(), rejected.Sum());
        return new PreferenceScores(
            policy,
            reference ?? new LogProbPair(torch.zeros_like(policy.Chosen), torch.zeros_like(policy.Rejected)),
            new LogProbPair(chosen.Mask.sum(1), rejected.Mask.sum(1)));
    }
}

/// <summary>A preference loss per pair with the implicit rewards behind it.</summary>
/// <param name="PerPair">Loss, float32 [batch].</param>
/// <param name="ChosenReward">beta (log P_policy - log P_reference) of the preferred answer, float32 [batch], detached.</param>
/// <param name="RejectedReward">The same of the rejected answer, detached.</param>
public readonly record struct PreferenceLoss(Tensor PerPair, Tensor ChosenReward, Tensor RejectedReward)
{
    /// <summary>Logs the loss, the rewards and the answers' log-probabilities.</summary>
    internal void Report(StepMetrics metrics, TokenLogProbs chosen, TokenLogProbs rejected)
    {
        Tensor margin = ChosenReward - RejectedReward;
        metrics.Add("preference", PerPair);
        metrics.Add("reward_margin", margin);
        metrics.Add("rewards/chosen", ChosenReward);
        metrics.Add("rewards/rejected", RejectedReward);
        metrics.Add("rewards/accuracy", margin.gt(0).to(ScalarType.Float32));
        metrics.Add("logps/chosen", chosen.Sum());
        metrics.Add("logps/rejected", rejected.Sum());
    }
}
