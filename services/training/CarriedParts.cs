using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Parts that a model carries beside its towers and decoder: a learned prompt, safety modules, a defence.</summary>
internal static class CarriedParts
{
    /// <summary>Adds or changes what the work item names; returns the components that are no longer those that came in.</summary>
    public static IEnumerable<string> Add(ModelBundle bundle, TrainingWork work, BpeTokenizer tokenizer, DatasetDescription dataset, ulong seed)
    {
        if (work.Prompt is { } prompt)
        {
            if (bundle.Prompt is not null)
            {
                throw new StageException("The model carries a learned prompt already.", "model.prompt", "Leave the key out; it trains on.");
            }

            bundle.AttachPrompt(new LearnedPromptConfig(prompt.Tokens));
            bundle.Prompt!.Initialise(Seeds.Derive(seed, "prompt"));
            yield return ModelBundle.PromptComponent;
        }

        if (work.Safety is { } safety)
        {
            if (bundle.Safety is not null)
            {
                throw new StageException("The model carries safety modules already.", "model.safety", "Leave the key out; model.hints changes how they steer.");
            }

            LlavaConfig language = bundle.Language?.Config
                ?? throw new StageException("The model has no decoder for safety modules to stand beside.", "model.safety", "Add one with model.extend.");
            bundle.AttachSafety(safety.Config(language, dataset));
            bundle.Safety!.Initialise(Seeds.Derive(seed, "safety"));
            yield return ModelBundle.SafetyComponent;
        }

        if ((work.Hints ?? (work.Safety is null ? null : new HintParameters())) is { } hints)
        {
            if (bundle.Safety is null)
            {
                throw new StageException("The model has no safety modules that could give hints.", "model.hints", "Add some with model.safety, or leave the key out.");
            }

            bundle.Steer(hints.Control(SafetyModuleParameters.Policy(dataset), tokenizer));
        }

        if (work.Defence is { } defence)
        {
            CarriedDefence.Attach(bundle, defence, tokenizer, dataset, Seeds.Derive(seed, "defence"));
            yield return ModelBundle.DefenceComponent;
        }
    }
}
