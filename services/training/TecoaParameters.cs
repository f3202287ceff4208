using System.ComponentModel;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>TeCoA: the zero-shot cross-entropy on adversarial images.</summary>
public sealed record TecoaParameters : AttackingObjectiveParameters, ICheckedParameters
{
    /// <summary>Steps of the inner attack.</summary>
    [Description("Gradient steps of the inner attack.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 5;

    /// <summary>Share of the clean images.</summary>
    [Description("Share of the cross-entropy on clean images: w * clean + (1 - w) * adversarial; 0 as published.")]
    [Bounds(0, 0.999)]
    [AddedLater]
    public double CleanWeight { get; init; }

    /// <summary>What adversarial predictions are drawn to.</summary>
    [Description("What the prediction on an adversarial image is drawn to: the label (as published), or the model's own clean prediction (TRADES), which needs a clean_weight.")]
    [AddedLater]
    public TecoaTarget Target { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Target == TecoaTarget.Clean && CleanWeight == 0)
        {
            yield return new ParameterFault(
                "clean_weight", "with target: clean and no clean images, nothing says which class is right", "Give clean_weight a value, for example 0.5.");
        }
    }

    internal TecoaOptions Options() => new() { Attack = Pgd(AttackSteps), CleanWeight = CleanWeight, Target = Target };
}
