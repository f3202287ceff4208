using System.ComponentModel;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>Delta-CLIP: CLIP's contrastive loss on images attacked jointly by that very loss, from scratch or on.</summary>
public sealed record AdversarialContrastiveParameters : AttackingObjectiveParameters
{
    /// <summary>The radius and few plain steps of Double Visual Defense.</summary>
    public AdversarialContrastiveParameters() => (Epsilon, StepSize, Momentum) = (4.0 / 255, 2.0 / 255, 0);

    /// <summary>Steps of the inner attack.</summary>
    [Description("Gradient steps of the inner attack, each for the whole batch at once; each costs about one more pass of training.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 2;

    /// <summary>Whether the text tower trains along.</summary>
    [Description("Whether the text tower trains along; it must, from scratch.")]
    public bool TrainText { get; init; } = true;

    internal ContrastiveOptions Options() => new() { TrainText = TrainText, Attack = Pgd(AttackSteps) with { ClipStart = true } };
}
