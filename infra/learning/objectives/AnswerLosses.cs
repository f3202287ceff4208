using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Losses on the log-probabilities of an answer's tokens, float32 [batch, tokens] with a mask of the same shape (1 on the answer, 0 elsewhere).</summary>
public static class AnswerLosses
{
    /// <summary>AdPO's adversarial-image term: - SUM_t sg(p_t) log p_t, whose gradient is that of - SUM_t p_t.</summary>
    /// <param name="tokenLogProbs">log p_t of the preferred answer on the adversarial image, [batch, tokens].</param>
    /// <param name="mask">Which positions belong to the answer, float32 [batch, tokens].</param>
    /// <returns>Summed over tokens, [batch].</returns>
    public static Tensor ConfidenceWeighted(Tensor tokenLogProbs, Tensor mask) =>
        -(tokenLogProbs.detach().exp() * tokenLogProbs * mask).sum(1);

    /// <summary>The negative log-likelihood - SUM_t log p_t, [batch].</summary>
    public static Tensor NegativeLogLikelihood(Tensor tokenLogProbs, Tensor mask) => -(tokenLogProbs * mask).sum(1);

    /// <summary>Divides a sum over tokens, [batch], by each answer's number of tokens.</summary>
    public static Tensor PerToken(Tensor summed, Tensor mask) => summed / mask.sum(1).clamp(min: 1);

    /// <summary>The cross-entropy averaged over all answer tokens of a batch, a scalar.</summary>
    public static Tensor PerTokenOfAll(TokenLogProbs answers) => -answers.Values.sum() / answers.Mask.sum();

    /// <summary>A loss that is hardly lowered any more once it is below a floor: floor + 1e-4 loss there (ADPO's published code).</summary>
    /// <param name="loss">A scalar.</param>
    /// <param name="floor">The floor; 0 for none.</param>
    public static Tensor Floored(Tensor loss, double floor) => torch.where(loss.lt(floor), (loss * 1e-4) + floor, loss);
}
