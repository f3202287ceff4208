using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Adversarial prompt tuning (AdvPT, Zhang et al. 2023): only the context of a learned prompt trains, so that adversarial images of frozen towers
/// lie nearest to their class's text. The attack knows no labels: it drives an image's embedding away from that of the clean image.</summary>
/// <remarks>The towers are frozen, so an image's attack is the same in every step: its random start depends on the image alone. That is the published bank of
/// adversarial embeddings, computed when needed instead of kept.</remarks>
public sealed class AdversarialPromptTuning : IObjective
{
    private readonly ClipModel _clip;
    private readonly LearnedPrompt _prompt;
    private readonly Tensor _classTokens;
    private readonly InnerAttack _attack;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="clip">Both towers; get frozen.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="classTokens">Token ids of the classes' names as texts of their own, int64 [classes, length]; copied.</param>
    /// <param name="attack">The attack on images.</param>
    /// <exception cref="ValidationException">An option of the attack is out of its range.</exception>
    public AdversarialPromptTuning(ClipModel clip, LearnedPrompt prompt, Tensor classTokens, PgdOptions attack)
    {
        (_clip, _prompt) = (clip, prompt);
        _attack = new InnerAttack(CheckedOptions.Of(attack), clip.Vision);
        _classTokens = classTokens.clone().DetachFromDisposeScope();
        clip.Vision.Freeze();
        clip.Text.Freeze();
        TrainableParameters = Trainables.All(prompt);
    }

    /// <inheritdoc/>
    public string Name => "adversarial-prompt-tuning";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        Tensor labels = batch.Need(batch.Labels, Name, "class labels");
        var metrics = new StepMetrics();
        Tensor clean = Embed(batch.Pixels);
        Tensor adversarial = _attack.Perturb(
            pixels => Divergence.Of(clean, _clip.Vision.Embed(pixels)), batch, context with { Step = 0 }, metrics);
        Tensor logits = _clip.Logits(Embed(adversarial), _clip.Text.Embed(_classTokens, _prompt));
        metrics.Add("accuracy/adversarial", ZeroShotClassifier.IsCorrect(logits, labels));
        return new ObjectiveLoss(torch.nn.functional.cross_entropy(logits, labels), metrics);
    }

    /// <inheritdoc/>
    public void Dispose() => _classTokens.Dispose();

    private Tensor Embed(Tensor pixels)
    {
        using var off = torch.no_grad();
        return _clip.Vision.Embed(pixels);
    }
}
