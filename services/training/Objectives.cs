using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Makes the objective that pipeline.yaml names. To add one: its record among the variants of <see cref="ObjectiveParameters"/>, and one line here.</summary>
internal static class Objectives
{
    /// <summary>The objective on the model's weights or, where adapters train, on these.</summary>
    public static IObjective Make(
        ObjectiveParameters parameters, TrainedParts parts, TrainedModel model, StageModel? reference, DatasetDescription dataset)
    {
        IObjective objective = OnWeights(parameters, parts, model, reference, dataset);
        return parts.Adapters is { } adapters ? new LoraTraining(objective, adapters, parts.InFull) : objective;
    }

    private static IObjective OnWeights(
        ObjectiveParameters parameters, TrainedParts parts, TrainedModel model, StageModel? reference, DatasetDescription dataset) => parameters switch
    {
        ContrastiveParameters => new Contrastive(model.Bundle.Clip(), new ContrastiveOptions()),
        InstructionParameters => new Instruction(model.Bundle.Vision, Language(model), new InstructionOptions { Trains = parts.Reached }),
        TecoaParameters tecoa => Tecoa(tecoa, model, dataset),
        FareParameters fare => new Fare(model.Bundle.Vision, reference!.Vision, fare.Options()),
        AdpoParameters adpo => new Adpo(model.Bundle.Vision, reference!.Vision, Language(model), adpo.Options()),
        DpoParameters dpo => new Dpo(
            model.Bundle.Vision, Language(model), reference!.Vision, reference.NeedLanguage(), dpo.Options(parts.Reached)),
        AdversarialContrastiveParameters contrastive => new Contrastive(model.Bundle.Clip(), contrastive.Options()),
        AdversarialInstructionParameters instruction => new Instruction(model.Bundle.Vision, Language(model), instruction.Options(parts.Reached)),
        SafetyTuningParameters => new SafetyTuning(model.Bundle.Vision, Language(model), parts.Reached),
        AdversarialReferenceParameters stage => new AdversarialReference(model.Bundle.Vision, Language(model), stage.Options(parts.Reached)),
        AdversaryAwareDpoParameters adpo => new AdversaryAwareDpo(
            model.Bundle.Vision, Language(model), reference!.Vision, reference.NeedLanguage(), adpo.Options(parts.Reached)),
        ConceptBottleneckParameters bottleneck => new ConceptBottleneck(
            model.Bundle.Vision, Language(model), Modules(model), bottleneck.Options(parts.Reached)),
        AdversarialPromptTuningParameters tuning => PromptTuning(tuning, model, dataset),
        _ => throw new InvalidOperationException($"No objective is made from {parameters.GetType().Name}."),
    };

    private static Tecoa Tecoa(TecoaParameters parameters, TrainedModel model, DatasetDescription dataset)
    {
        ClipTextTower text = model.Bundle.Clip().Text;
        using ZeroShotClassifier classes = ClassTexts.Classifier(text, model.Bundle.Prompt, model.Tokenizer, dataset);
        return new Tecoa(model.Bundle.Vision, classes.ClassEmbeddings, parameters.Options());
    }

    private static AdversarialPromptTuning PromptTuning(AdversarialPromptTuningParameters parameters, TrainedModel model, DatasetDescription dataset)
    {
        LearnedPrompt prompt = model.Bundle.Prompt
            ?? throw new StageException("The model has no learned prompt.", "model", "Add one with model.prompt, or begin with a model that has one.");
        ClipModel clip = model.Bundle.Clip();
        using var scope = TorchSharp.torch.NewDisposeScope();
        return new AdversarialPromptTuning(clip, prompt, ClassTexts.Names(clip.Text, prompt, model.Tokenizer, dataset), parameters.Attack());
    }

    private static LanguageModel Language(TrainedModel model) => model.Bundle.Language
        ?? throw new StageException("The model has no decoder.", "model", "Add one with model.extend, or begin with a model that has one.");

    private static SafetyModules Modules(TrainedModel model) => model.Bundle.Safety
        ?? throw new StageException("The model has no safety modules.", "model", "Add some with model.safety, or begin with a model that has some.");
}
