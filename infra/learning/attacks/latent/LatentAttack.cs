using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Attacks a model behind its eyes (Casper et al. 2024): images stay clean, and the decoder's hidden states at the prompt's positions are perturbed
/// within an L2 ball per position and layer. No camera could do that; it bounds what any image could.</summary>
public sealed class LatentAttack
{
    private readonly LatentOptions _options;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public LatentAttack(LatentOptions options) => _options = CheckedOptions.Of(options);

    /// <summary>Attacks a batch.</summary>
    /// <param name="model">The model, in evaluation mode; while this runs its hidden states are perturbed, afterwards as before.</param>
    /// <param name="prompts">The prompts of the batch; answers do not matter.</param>
    /// <param name="patches">How many patch features an image has.</param>
    /// <param name="loss">The attacked function on the clean images, read by the model.</param>
    /// <param name="batch">The clean images.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    /// <returns>The clean images with what is added behind them; tensors go to the caller's dispose scope.</returns>
    /// <exception cref="ModelConfigException">The decoder does not have the layers.</exception>
    public AttackResult Perturb(
        LanguageModel model,
        AnswerBatch prompts,
        long patches,
        PerSampleLoss loss,
        AttackBatch batch,
        CancellationToken cancellation = default,
        IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        Tensor mask = LatentPerturbation.PromptMask(prompts, patches);
        (LatentPerturbation worst, AttackTrace trace) = new LatentSearch(_options, model.Config.Text).Run(
            added =>
            {
                using IDisposable perturbed = model.Perturb(new HiddenPerturbation(added, mask));
                using var on = torch.enable_grad();
                return loss(batch.Clean);
            },
            mask,
            cancellation,
            progress);
        Tensor sizes = torch.stack(worst.Added.Select(layer => layer.norm(2, false, 2).amax(1)).ToArray(), 0).amax(0).MoveToOuterDisposeScope();
        foreach (Tensor layer in worst.Added)
        {
            layer.MoveToOuterDisposeScope();
        }

        trace.MoveToOuterDisposeScope();
        return new AttackResult(batch.Clean.detach().clone().MoveToOuterDisposeScope(), trace) { Hidden = new HiddenPerturbation(worst, sizes) };
    }
}
