using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Makes the adversary that options name.</summary>
internal static class AnswerAdversaries
{
    public static IAnswerAdversary Of(AdversaryOptions options, TunedModel model) => CheckedOptions.Of(options).Space switch
    {
        AdversarySpace.Image => new ImageAdversary(model, options.Image),
        AdversarySpace.Latent => new LatentAdversary(model, options.Latent),
        _ => new NoAdversary(model),
    };

    /// <summary>Leaves the model alone.</summary>
    private sealed class NoAdversary(TunedModel model) : IAnswerAdversary
    {
        public AttackedAnswers Attack(TrainingBatch batch, AnswerBatch targets, StepContext context, StepMetrics metrics)
        {
            Tensor features = model.Features(batch.Pixels);
            return answers => model.Language.LogProbs(features, answers);
        }
    }
}
