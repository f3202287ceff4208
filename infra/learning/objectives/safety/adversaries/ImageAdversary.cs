using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Perturbs pixels: the image is x + clamp(d), then [0, 1]. The published code assigns the clamped residual itself, which is an error.</summary>
internal sealed class ImageAdversary(TunedModel model, PgdOptions options) : IAnswerAdversary
{
    private readonly InnerAttack _attack = new(CheckedOptions.Of(options), model.Vision, model.Language);

    public AttackedAnswers Attack(TrainingBatch batch, AnswerBatch targets, StepContext context, StepMetrics metrics)
    {
        Tensor adversarial = _attack.Perturb(
            pixels => model.Language.LogProbs(model.Vision.PatchFeatures(pixels), targets).Mean(), batch, context, metrics);
        Tensor features = model.Features(adversarial);
        return answers => model.Language.LogProbs(features, answers);
    }
}
