using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>AdvPT: the context of a learned prompt (model.prompt) trains against adversarial images of the frozen towers.</summary>
public sealed record AdversarialPromptTuningParameters : AttackingObjectiveParameters
{
    /// <summary>Plain steps of an eighth of the radius, as published.</summary>
    public AdversarialPromptTuningParameters() => (Epsilon, StepSize, Momentum) = (8.0 / 255, 1.0 / 255, 0);

    /// <summary>Steps of the attack.</summary>
    [Description("Gradient steps of the attack, which drives an image's embedding away from that of the clean image; the same in every step of training.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 10;

    internal override bool TrainsCarriedPart => true;

    internal PgdOptions Attack() => Pgd(AttackSteps);
}
