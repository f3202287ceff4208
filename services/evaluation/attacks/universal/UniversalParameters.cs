using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>
/// One perturbation for a corpus of samples and their requests (VisualAdv), then added to every image that is measured. On task <c>safety</c> it learns from
/// restricted images alone, and <c>attack-success</c> is its jailbreak success.
/// </summary>
public sealed record UniversalParameters : EvaluationAttackParameters
{
    /// <summary>The corpus.</summary>
    [Description("The samples that the perturbation is made from, a split such as images/train: their images, questions and answers.")]
    [StageReference("preprocessing", Part = true)]
    public required string Corpus { get; init; }

    /// <summary>How much of it.</summary>
    [Description("How many of the corpus's samples are used, the first ones; 66 sentences as published.")]
    [Bounds(1, 100_000, Unit = "samples")]
    public int CorpusSamples { get; init; } = 66;

    /// <summary>Steps.</summary>
    [Description("Steps per radius; 5000 as published.")]
    [Bounds(1, 100_000, Unit = "steps")]
    public int Steps { get; init; } = 5000;

    /// <summary>Samples per step.</summary>
    [Description("Samples per step; 8 as published.")]
    [Bounds(1, 100_000, Unit = "samples")]
    public int StepBatch { get; init; } = 8;

    /// <summary>Length of a step.</summary>
    [Description("Length of a step in the norm, on pixels in [0,1]. A radius of 1 (linf) is the unbounded attack.")]
    [Bounds(0, 1, Above = true)]
    public double StepSize { get; init; } = 1.0 / 255;

    /// <summary>The seed.</summary>
    [Description("Decides start and order; the same for every shard, so that all shards meet one perturbation.")]
    [Bounds(0, 1_000_000_000)]
    public int Seed { get; init; }

    internal override string Name => "universal";

    internal override string? FittedOn => Corpus;

    internal override EvaluationAttackParameters InWork() => this with { Corpus = FittedUniversal.Role };

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        var options = new UniversalOptions { Norm = Norm, Epsilon = epsilon, Steps = Steps, StepSize = StepSize, Batch = StepBatch };
        return [AttackPass.Of(Name, (batch, rows, cancellation, progress) =>
            task.Own(FittedUniversal.Borrow(task.Setting, this, options, cancellation, progress)).Value.AddTo(pixels => task.Loss(pixels, rows), batch))];
    }
}
