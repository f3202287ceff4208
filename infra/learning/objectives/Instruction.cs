using Rampart.Learning.Models;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Visual instruction tuning (Liu et al. 2023): cross-entropy of the true answer's tokens, averaged over all tokens of the batch. With an attack, the
/// adversarial form of Double Visual Defense: min over the trained parts of max over the perturbation of the same loss, clean images unseen.</summary>
public sealed class Instruction : IObjective
{
    private readonly ClipVisionTower _vision;
    private readonly LanguageModel _language;
    private readonly InstructionOptions _options;
    private readonly InnerAttack? _attack;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <exception cref="ArgumentException">The options leave nothing to train.</exception>
    public Instruction(ClipVisionTower vision, LanguageModel language, InstructionOptions options)
    {
        (_vision, _language, _options) = (vision, language, options);
        _attack = options.Attack is null ? null : new InnerAttack(options.Attack, vision, language);
        TrainableParameters = Trainables.Parts(vision, language, options.Trains, Name);
    }

    /// <inheritdoc/>
    public string Name => _attack is null ? "instruction" : "adversarial-instruction";

    /// <inheritdoc/>
    public double? WeightOf(TrainingBatch batch) => batch.Answers?.Mask.sum().item<float>();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        AnswerBatch answers = batch.Need(batch.Answers, Name, "questions with answers");
        var metrics = new StepMetrics();
        Tensor pixels = _attack is null
            ? batch.Pixels
            : _attack.Perturb(images => -_language.LogProbs(_vision.PatchFeatures(images), answers).Mean(), batch, context, metrics);
        TokenLogProbs logProbs = _language.LogProbs(Features(pixels), answers);
        Tensor summed = -logProbs.Values.sum(), tokens = logProbs.Mask.sum();
        if (batch.Texts is not null)
        {
            TokenLogProbs texts = _language.TextLogProbs(batch.Texts);
            metrics.Add("text_answer_probability", texts.Mean().detach().exp());
            (summed, tokens) = (summed - texts.Values.sum(), tokens + texts.Mask.sum());
        }

        metrics.Add("answer_probability", logProbs.Mean().detach().exp());
        return new ObjectiveLoss(summed / tokens, metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Tensor Features(Tensor pixels)
    {
        using var graph = torch.set_grad_enabled(_options.Trains.Contains(ModelPart.Tower));
        return _vision.PatchFeatures(pixels);
    }
}
