using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Makes the objective that pipeline.yaml names. To add one: its record among the variants of <see cref="ObjectiveParameters"/>, and one line here.</summary>
internal static class Objectives
{
    /// <summary>The objective on the model's weights or, where the work puts adapters on the model, on these.</summary>
    public static IObjective Make(TrainingWork work, TrainedModel model, StageModel? reference, DatasetDescription dataset)
    {
        IObjective objective = OnWeights(work, model, reference, dataset);
        return work.Lora is null ? objective : new LoraTraining(objective, model.Bundle.Lora!);
    }

    private static IObjective OnWeights(TrainingWork work, TrainedModel model, StageModel? reference, DatasetDescription dataset) => work.Objective switch
    {
        ContrastiveParameters => new Contrastive(model.Bundle.Clip(), new ContrastiveOptions()),
        InstructionParameters instruction => new Instruction(
            model.Bundle.Vision, Language(model), new InstructionOptions { TrainVision = instruction.TrainVision || IsAdapted(work, ModelPart.Tower) }),
        TecoaParameters tecoa => Tecoa(tecoa, model, dataset),
        FareParameters fare => new Fare(model.Bundle.Vision, reference!.Vision, fare.Options()),
        AdpoParameters adpo => new Adpo(model.Bundle.Vision, reference!.Vision, Language(model), adpo.Options()),
        _ => throw new InvalidOperationException($"No objective is made from {work.Objective.GetType().Name}."),
    };

    private static Tecoa Tecoa(TecoaParameters parameters, TrainedModel model, DatasetDescription dataset)
    {
        ClipTextTower text = model.Bundle.Clip().Text;
        using ZeroShotClassifier classes = ClassTexts.Classifier(text, model.Tokenizer, dataset);
        return new Tecoa(model.Bundle.Vision, classes.ClassEmbeddings, parameters.Options());
    }

    private static bool IsAdapted(TrainingWork work, ModelPart part) => work.Lora?.Parts.Contains(part) == true;

    private static LanguageModel Language(TrainedModel model) => model.Bundle.Language
        ?? throw new StageException("The model has no decoder.", "model", "Add one with model.extend, or begin with a model that has one.");
}
