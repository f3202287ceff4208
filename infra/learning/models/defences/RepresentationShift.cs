using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>What CMRM knows: the patch features of images without content (anchors), and the shift of hidden states that these make.</summary>
public sealed class RepresentationShift : ModelComponent
{
    // Named as they are stored.
    private Parameter anchors;
    private Parameter? shift;

    internal RepresentationShift(RepresentationShiftConfig config, LlavaConfig model)
        : base("defence", ComputePrecision.Float32)
    {
        Config = config;
        anchors = Parameters.Add(this, "anchors", config.Anchors, model.ImageTokens, model.Vision.HiddenSize);
        shift = config.Level == ShiftLevel.Dataset ? Parameters.Add(this, "shift", model.Text.Layers, model.Text.HiddenSize) : null;
        Freeze();
    }

    /// <summary>What it was made from.</summary>
    public RepresentationShiftConfig Config { get; }

    /// <summary>Takes anchors and, for a shift that is the same for all prompts, measures it on some.</summary>
    /// <param name="features">The anchors' patch features, [anchors, patches, vision width].</param>
    /// <param name="reading">The model's reading without the defence.</param>
    /// <param name="prompts">Prompts to average over.</param>
    /// <param name="last">[batch, 1] int64: each prompt's last place in the suffix.</param>
    internal void Fit(Tensor features, IPromptReading reading, PromptSequence prompts, Tensor last)
    {
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        anchors.copy_(features);
        shift?.copy_(Measured(reading, prompts, last).mean([1]));
    }

    /// <summary>The shift for some prompts, [layers, batch or 1, width].</summary>
    /// <param name="reading">The model's reading without the defence.</param>
    /// <param name="prompts">The prompts; their images do not matter.</param>
    /// <param name="last">[batch, 1] int64: each prompt's last place in the suffix.</param>
    internal Tensor Of(IPromptReading reading, PromptSequence prompts, Tensor last) => shift is null ? Measured(reading, prompts, last) : shift.unsqueeze(1);

    // At the prompt's last token: mean over anchors of h(text, anchor) - h(text).
    private Tensor Measured(IPromptReading reading, PromptSequence prompts, Tensor last)
    {
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        long batch = prompts.Suffix.shape[0];
        Tensor text = HiddenStates.At(reading, prompts with { Features = null }, last);
        Tensor total = zeros_like(text);
        for (int i = 0; i < Config.Anchors; i++)
        {
            Tensor anchor = anchors.narrow(0, i, 1).expand(batch, -1, -1);
            total = total + HiddenStates.At(reading, prompts with { Features = anchor }, last);
        }

        return ((total / Config.Anchors) - text).MoveToOuterDisposeScope();
    }
}
