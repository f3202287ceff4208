using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <content>Parts that any model can carry: adapters, a learned prompt, safety modules, a defence.</content>
public sealed partial class ModelBundle
{
    /// <summary>Puts adapters with zero weights on the model, which change nothing until they are initialised and trained, or loaded.</summary>
    /// <param name="config">Where and how.</param>
    /// <exception cref="ModelConfigException">A target names no linear map.</exception>
    /// <exception cref="InvalidOperationException">There are adapters already.</exception>
    public void AttachLora(LoraConfig config)
    {
        if (Lora is not null)
        {
            throw new InvalidOperationException("The model carries adapters already; merge or detach them first.");
        }

        Lora = new LoraAdapters(config, _components.Values);
        _components.Add(LoraComponent, Lora);
        Config = Config with { Lora = config };
    }

    /// <summary>Adds the adapters' changes to the weights and takes the adapters off: the same model in fewer parts.</summary>
    public void MergeLora() => DetachLora(merge: true);

    /// <summary>Takes the adapters off: the model as it was before them.</summary>
    public void DetachLora() => DetachLora(merge: false);

    /// <summary>Gives the text tower a learned prompt of zeros; initialise or load it. Classifiers use it in place of templates.</summary>
    /// <param name="config">Its shape.</param>
    /// <exception cref="ModelConfigException">The model has no text tower, or the prompt does not fit it.</exception>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public void AttachPrompt(LearnedPromptConfig config)
    {
        ClipTextTower text = Text ?? throw new ModelConfigException("prompt: a learned prompt is read by a text tower, and the model has none.");
        if (Prompt is not null)
        {
            throw new InvalidOperationException("The model carries a learned prompt already.");
        }

        Prompt = new LearnedPrompt(config, text.Config);
        _components.Add(PromptComponent, Prompt);
        Config = Config with { Prompt = config };
    }

    /// <summary>Puts safety modules with zero weights beside the model; initialise or load them.</summary>
    /// <param name="config">Their shape.</param>
    /// <exception cref="ModelConfigException">The model has no decoder, or they do not fit it.</exception>
    /// <exception cref="InvalidOperationException">There are some already.</exception>
    public void AttachSafety(SafetyModulesConfig config)
    {
        LanguageModel language = Language ?? throw new ModelConfigException("safety: safety modules stand beside a decoder, and the model has none. Add one.");
        if (Safety is not null)
        {
            throw new InvalidOperationException("The model carries safety modules already.");
        }

        Safety = new SafetyModules(config, language.Config, language.Precision);
        _components.Add(SafetyComponent, Safety);
        language.Guard(Safety);
        Config = Config with { Safety = config };
        if (Config.Defence is { } defence)
        {
            language.Defend(guarded => defence.Reading(guarded, _components.GetValueOrDefault(DefenceComponent)));
        }
    }

    /// <summary>Changes how the model's safety modules steer its answers; their weights stay.</summary>
    /// <param name="control">Threshold and hints.</param>
    /// <exception cref="ModelConfigException">The hints do not fit the modules.</exception>
    /// <exception cref="InvalidOperationException">The model carries no safety modules.</exception>
    public void Steer(SafetyControl control)
    {
        (Safety ?? throw Missing(SafetyComponent)).Steer(control, Language!.Config);
        Config = Config with { Safety = Safety.Config };
    }

    /// <summary>Has the model carry a defence from now on, in place of one that it may carry already.</summary>
    /// <param name="defence">The defence; one with tensors must be fitted or loaded.</param>
    /// <exception cref="ModelConfigException">The model has no decoder to defend, or the defence does not fit it.</exception>
    public void AttachDefence(DefenceConfig defence)
    {
        ArgumentNullException.ThrowIfNull(defence);
        LanguageModel language = Language ?? throw new ModelConfigException($"defence: '{defence.Name}' defends answers, and the model has no decoder. Add one.");
        ModelComponent? component = defence.Component(language.Config);
        if (_components.Remove(DefenceComponent, out ModelComponent? former))
        {
            former.Dispose();
        }

        if (component is not null)
        {
            _components.Add(DefenceComponent, component);
        }

        language.Defend(plain => defence.Reading(plain, component));
        Config = Config with { Defence = defence };
    }

    /// <summary>Measures what a defence needs to know of the model that carries it.</summary>
    /// <param name="anchors">Images without content, as many as the configuration says.</param>
    /// <param name="prompts">Prompts to average over, with one image placeholder each.</param>
    public void FitDefence(Tensor anchors, IReadOnlyList<int[]> prompts)
    {
        if (_components.GetValueOrDefault(DefenceComponent) is RepresentationShift shift)
        {
            using var scope = NewDisposeScope();
            using var constant = no_grad();
            (PromptSequence texts, Tensor last) = PromptSequence.Of(prompts, Language!.Config);
            shift.Fit(Vision.PatchFeatures(anchors), Language.Undefended, texts, last);
        }
    }

    private void DetachLora(bool merge)
    {
        if (Lora is { } adapters)
        {
            adapters.Detach(merge);
            adapters.Dispose();
            _components.Remove(LoraComponent);
            (Lora, Config) = (null, Config with { Lora = null });
        }
    }
}
