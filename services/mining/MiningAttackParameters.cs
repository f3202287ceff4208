using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Mining;

/// <summary>The attack of a mining stage.</summary>
[Variant("pgd", typeof(PgdMiningParameters))]
[Variant("apgd", typeof(ApgdMiningParameters))]
[Variant("square", typeof(SquareMiningParameters))]
[Variant("rgf", typeof(RgfMiningParameters))]
public abstract record MiningAttackParameters
{
    /// <summary>What is attacked.</summary>
    [Description("What is attacked: the likelihood of the reference's clean answer, or the distance to the reference's clean features.")]
    public MiningTarget Target { get; init; } = MiningTarget.Answer;

    /// <summary>The radius.</summary>
    [Description("Radius of the perturbation, Linf on pixels in [0,1].")]
    [Bounds(0, 1, Above = true)]
    public double Epsilon { get; init; } = 8.0 / 255;

    internal virtual IEnumerable<ParameterFault> Check() => [];

    internal abstract IAttack Build();
}

/// <summary>Projected gradient ascent with sign momentum.</summary>
public sealed record PgdMiningParameters : MiningAttackParameters
{
    /// <summary>Gradient steps.</summary>
    [Description("Gradient steps.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int Steps { get; init; } = 10;

    /// <summary>Length of a step.</summary>
    [Description("Length of a step, on pixels in [0,1].")]
    [Bounds(0, 1, Above = true)]
    public double StepSize { get; init; } = 2.0 / 255;

    /// <summary>Momentum.</summary>
    [Description("Share of the last direction that a step keeps.")]
    [Bounds(0, 0.999)]
    public double Momentum { get; init; } = 0.9;

    internal override IAttack Build() =>
        new Pgd(new PgdOptions { Epsilon = Epsilon, Steps = Steps, StepSize = StepSize, Momentum = Momentum });

    internal override IEnumerable<ParameterFault> Check()
    {
        if (StepSize > 2 * Epsilon)
        {
            yield return new ParameterFault("attack.step_size", "a step is longer than the ball is wide", "Lower it to epsilon or below.");
        }
    }
}

/// <summary>What a mining attack goes against.</summary>
public enum MiningTarget
{
    /// <summary>The likelihood of the reference's greedy answer on the clean image.</summary>
    Answer,

    /// <summary>The features that the reference has on the clean image: the encoder as a whole, whatever is asked.</summary>
    Features,
}
