using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>What of a model trains: parts in full, and adapters in place of the parts they are on.</summary>
/// <param name="Reached">The parts that must get gradients, for themselves or for adapters on them.</param>
/// <param name="InFull">The parts that train in full, unless they carry adapters that train.</param>
/// <param name="Adapters">The adapters that train, or null.</param>
internal sealed record TrainedParts(IReadOnlyCollection<ModelPart> Reached, IReadOnlyCollection<ModelPart> InFull, LoraAdapters? Adapters)
{
    /// <summary>New adapters train alone unless the objective names parts beside them; adapters that came with the model train when it names them.</summary>
    public static TrainedParts Of(ObjectiveParameters objective, LoraAdapters? carried, bool hasNewAdapters)
    {
        if (objective.TrainsCarriedPart)
        {
            return hasNewAdapters
                ? throw new StageException("New adapters would not train in this stage.", "model.lora", "Put them on the model in a stage that trains it.")
                : new TrainedParts([], [], null);
        }

        IReadOnlyList<ModelPart>? named = objective.Trained;
        bool adaptersTrain = hasNewAdapters || named?.Contains(ModelPart.Lora) == true;
        if (adaptersTrain && carried is null)
        {
            throw new StageException("The model carries no adapters to train.", "objective.train", "Put some on it with model.lora, or leave lora out.");
        }

        ModelPart[] inFull = [.. (named ?? (adaptersTrain ? [] : objective.TrainedByDefault)).Where(part => part != ModelPart.Lora)];
        LoraAdapters? adapters = adaptersTrain ? carried : null;
        return new TrainedParts([.. inFull.Union(adapters?.Parts ?? Enumerable.Empty<ModelPart>())], inFull, adapters);
    }

    public static IEnumerable<ParameterFault> Check(IReadOnlyList<ModelPart>? named)
    {
        if (named?.Contains(ModelPart.Text) == true)
        {
            yield return new ParameterFault("train", "the text tower takes no part in answers", "Name tower, projector, decoder or lora.");
        }

        if (named?.Any(part => part is ModelPart.Safety or ModelPart.Prompt) == true)
        {
            yield return new ParameterFault(
                "train", "safety modules and prompts train in objectives of their own", "Name tower, projector, decoder or lora, or choose concept-bottleneck or adversarial-prompt-tuning.");
        }
    }
}
