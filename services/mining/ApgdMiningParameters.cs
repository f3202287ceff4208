using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Mining;

/// <summary>APGD, whose step adapts per sample: stronger than fixed steps of the same number, the best iterate kept.</summary>
public sealed record ApgdMiningParameters : MiningAttackParameters
{
    /// <summary>Iterations.</summary>
    [Description("Iterations.")]
    [Bounds(1, 10_000, Unit = "iterations")]
    public int Iterations { get; init; } = 20;

    internal override IAttack Build() => new Apgd(new ApgdOptions { Epsilon = Epsilon, Iterations = Iterations });
}
