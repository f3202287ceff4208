using Rampart.Learning.Models;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>A tower with its language model, of which some parts train; asked with no more of a graph than these need.</summary>
internal sealed class TunedModel
{
    private readonly bool _trainsTower;

    /// <summary>Sets which parameters train and freezes the others.</summary>
    /// <exception cref="ArgumentException">Nothing is left to train.</exception>
    public TunedModel(ClipVisionTower vision, LanguageModel language, IReadOnlyCollection<ModelPart> trains, string objective)
    {
        (Vision, Language, _trainsTower) = (vision, language, trains.Contains(ModelPart.Tower));
        Trainable = Trainables.Parts(vision, language, trains, objective);
    }

    public ClipVisionTower Vision { get; }

    public LanguageModel Language { get; }

    /// <summary>The parameters that train, by name.</summary>
    public IReadOnlyDictionary<string, Parameter> Trainable { get; }

    /// <summary>The patch features of some images; with a graph only where the tower trains.</summary>
    public Tensor Features(Tensor pixels)
    {
        using var graph = torch.set_grad_enabled(_trainsTower);
        return Vision.PatchFeatures(pixels);
    }

    /// <summary>The log-probabilities of answers about images.</summary>
    public TokenLogProbs LogProbs(Tensor pixels, AnswerBatch answers) => Language.LogProbs(Features(pixels), answers);

    /// <summary>The log-probabilities of the true answers about ordinary images.</summary>
    /// <exception cref="TrainingBatchException">They have no answers.</exception>
    public TokenLogProbs LogProbs(TrainingBatch ordinary, string objective) =>
        LogProbs(ordinary.Pixels, ordinary.Need(ordinary.Answers, objective, "questions with answers"));
}
