using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>PSA-VLM's concept bottleneck (Liu et al. 2024). Stage I trains the safety modules beside a frozen model: L_LM + w (CE_level + CE_type). Stage II
/// trains the model, as a rule through adapters, to answer with the hints that the frozen modules give.</summary>
public sealed class ConceptBottleneck : IObjective
{
    private readonly ClipVisionTower _vision;
    private readonly LanguageModel _language;
    private readonly ConceptBottleneckOptions _options;
    private readonly bool _trainsTower;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The tower.</param>
    /// <param name="language">Projector and decoder.</param>
    /// <param name="modules">The safety modules that the language model carries.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Nothing trains.</exception>
    public ConceptBottleneck(ClipVisionTower vision, LanguageModel language, SafetyModules modules, ConceptBottleneckOptions options)
    {
        (_vision, _language, _options) = (vision, language, CheckedOptions.Of(options));
        bool first = options.Stage == BottleneckStage.Modules;
        modules.GivesHints = !first;
        if (first)
        {
            vision.Freeze();
            language.Freeze();
            TrainableParameters = Trainables.All(modules);
        }
        else
        {
            modules.Freeze();
            TrainableParameters = Trainables.Parts(vision, language, options.Trains, Name);
        }

        _trainsTower = !first && options.Trains.Contains(ModelPart.Tower);
    }

    /// <inheritdoc/>
    public string Name => "concept-bottleneck";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        AnswerBatch answers = batch.Need(batch.Answers, Name, "questions with answers");
        RiskLabels risks = batch.Need(batch.Risks, Name, "risk levels and types");
        Tensor features = Features(batch.Pixels);
        Tensor loss = AnswerLosses.PerTokenOfAll(_language.LogProbs(features, answers));
        var metrics = new StepMetrics();
        metrics.Add("loss/answers", loss);
        bool trainsModules = _options.Stage == BottleneckStage.Modules;
        using var graph = torch.set_grad_enabled(trainsModules);
        RiskLogits risk = _language.Risk(features, answers);
        Tensor level = nn.functional.cross_entropy(risk.Level, risks.Levels), type = nn.functional.cross_entropy(risk.Type, risks.Types);
        metrics.Add("loss/level", level);
        metrics.Add("loss/type", type);
        metrics.Add("accuracy/level", risk.Level.argmax(1).eq(risks.Levels).to(ScalarType.Float32));
        metrics.Add("accuracy/type", risk.Type.argmax(1).eq(risks.Types).to(ScalarType.Float32));
        return new ObjectiveLoss(trainsModules ? loss + ((level + type) * _options.RiskWeight) : loss, metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Tensor Features(Tensor pixels)
    {
        using var graph = torch.set_grad_enabled(_trainsTower);
        return _vision.PatchFeatures(pixels);
    }
}
