using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Training;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>The attack inside a training step: model in evaluation mode, weights held constant, result detached, figures logged.</summary>
internal sealed class InnerAttack(PgdOptions options, params ModelComponent[] attacked)
{
    private readonly Pgd _pgd = new(options);

    /// <summary>Adversarial images of a batch against the model as it is now.</summary>
    /// <param name="loss">What to make large, per sample.</param>
    /// <param name="batch">The images.</param>
    /// <param name="context">Decides the random start.</param>
    /// <param name="metrics">Gets <c>attack/loss</c> (at the last image evaluated), <c>attack/gain</c> and <c>attack/non_finite_gradients</c> (per sample).</param>
    /// <param name="start">A perturbation to refine instead of a random start.</param>
    public Tensor Perturb(PerSampleLoss loss, TrainingBatch batch, StepContext context, StepMetrics metrics, Tensor? start = null)
    {
        using var evaluation = new EvaluationMode(attacked);
        var images = new AttackBatch(batch.Pixels, batch.SampleIds, context.SeedFor("inner-attack"), start);
        AttackResult result = _pgd.Perturb(loss, images, context.Cancellation);
        metrics.Add("attack/loss", result.Trace.LastLoss);
        metrics.Add("attack/gain", result.Trace.LastLoss - result.Trace.InitialLoss);
        metrics.Add("attack/non_finite_gradients", result.Trace.NonFiniteGradients);
        return result.Pixels;
    }
}
