using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Mining;

/// <summary>Random search of windows, without gradients.</summary>
public sealed record SquareMiningParameters : MiningAttackParameters
{
    /// <summary>Queries.</summary>
    [Description("How often the model is asked about an image.")]
    [Bounds(1, 1_000_000, Unit = "queries")]
    public int Queries { get; init; } = 200;

    internal override IAttack Build() => new Square(new SquareOptions { Epsilon = Epsilon, Queries = Queries, StretchSchedule = true });
}

/// <summary>Random gradient-free estimation.</summary>
public sealed record RgfMiningParameters : MiningAttackParameters
{
    /// <summary>Steps.</summary>
    [Description("Steps of an eighth of the radius.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int Steps { get; init; } = 8;

    /// <summary>Directions.</summary>
    [Description("Random directions in which the model is asked per step.")]
    [Bounds(1, 100_000, Unit = "directions")]
    public int Directions { get; init; } = 20;

    internal override IAttack Build() =>
        new Rgf(new RgfOptions { Epsilon = Epsilon, Steps = Steps, Directions = Directions, Reach = Epsilon, StepSize = Epsilon / 8 });
}
