using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Perturbs hidden states of the decoder at the prompt's positions (latent adversarial training): one vector per position and layer in a ball,
/// from zero, by AdamW on the mean log-probability of the targets' tokens, the best iterate of each sample kept.</summary>
/// <remarks>The published mask accumulates over the batch; here it holds the positions before each sample's first answer token. The gradient is clipped per
/// sample, not per batch, so that neighbours do not matter. What safety modules or a principle put before a question is not counted: that many of the prompt's
/// last positions stay untouched.</remarks>
internal sealed class LatentAdversary : IAnswerAdversary
{
    private readonly TunedModel _model;
    private readonly LatentSearch _search;

    public LatentAdversary(TunedModel model, LatentOptions options) =>
        (_model, _search) = (model, new LatentSearch(CheckedOptions.Of(options), model.Language.Config.Text));

    public AttackedAnswers Attack(TrainingBatch batch, AnswerBatch targets, StepContext context, StepMetrics metrics)
    {
        LatentPerturbation worst;
        using (new EvaluationMode(_model.Vision, _model.Language))
        {
            worst = Worst(Clean(batch.Pixels), targets, context, metrics);
        }

        Tensor features = _model.Features(batch.Pixels);
        return answers => _model.Language.LogProbs(features, answers, worst);
    }

    private Tensor Clean(Tensor pixels)
    {
        using var off = torch.no_grad();
        return _model.Vision.PatchFeatures(pixels);
    }

    /// <summary>The best perturbation found for each sample; the model is in evaluation mode.</summary>
    internal LatentPerturbation Worst(Tensor features, AnswerBatch targets, StepContext context, StepMetrics metrics)
    {
        (LatentPerturbation worst, AttackTrace trace) = _search.Run(
            added => _model.Language.LogProbs(features, targets, added).Mean(),
            LatentPerturbation.PromptMask(targets, features.shape[1]),
            context.Cancellation);
        metrics.Add("attack/loss", trace.LargestLoss);
        metrics.Add("attack/gain", trace.LargestLoss - trace.InitialLoss);
        return worst;
    }
}
