using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>
/// The ensemble of Robust CLIP's evaluation on models that answer in words: APGD with products in bfloat16 against one true answer after the other, then in
/// float32 from each sample's worst image against the answer that hurt most, then towards texts of the attacker's choice. Each part sees only samples whose
/// answer is still good enough, and each sample is reported by its worst.
/// </summary>
public sealed record VlmEnsembleParameters : EvaluationAttackParameters
{
    private const double CiderInPapers = 100;

    /// <summary>Iterations.</summary>
    [Description("Iterations of APGD per part, sample and radius; 100 as published.")]
    [Bounds(1, 100_000, Unit = "iterations")]
    public int Iterations { get; init; } = 100;

    /// <summary>True answers.</summary>
    [Description("True answers that are attacked one after the other, where there are so many; 5 as published.")]
    [Bounds(1, 100, Unit = "answers")]
    public int References { get; init; } = 5;

    /// <summary>Texts to be driven to.</summary>
    [Description("Texts that answers are driven to at last, on every task but caption.")]
    [ItemCount(0, 16)]
    public IReadOnlyList<string> Targets { get; init; } = ["maybe", "Word"];

    /// <summary>When a caption is bad enough.</summary>
    [Description("Captions with this CIDEr (times 100, as in papers) or less are attacked no further; 10 for COCO, 2 for Flickr30k.")]
    [Bounds(0, 1000)]
    public double CaptionThreshold { get; init; } = 10;

    internal override string Name => "vlm-ensemble";

    internal override IReadOnlyList<string> Members => VlmEnsemble.Members(Targets.Count > 0);

    internal override bool Remembers => true;

    /// <inheritdoc/>
    public bool Equals(VlmEnsembleParameters? other) => base.Equals(other)
        && (Iterations, References, CaptionThreshold) == (other.Iterations, other.References, other.CaptionThreshold)
        && Targets.SequenceEqual(other.Targets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Iterations, References, CaptionThreshold, Targets.Count);

    internal override double? FallenAt(EvaluationTask task) => task == EvaluationTask.Caption ? CaptionThreshold / CiderInPapers : null;

    internal override IEnumerable<ParameterFault> CheckIn(EvaluationParameters evaluation)
    {
        foreach (EvaluationTask task in evaluation.Tasks.Where(task => !EvaluatedTasks.Of(task).IsWorded))
        {
            yield return new ParameterFault(
                "attack", $"{Name} attacks true answers in words, which task {EvaluatedTasks.Word(task)} does not have", "Leave the task out, or choose another attack.");
        }

        if (Targets.Any(string.IsNullOrWhiteSpace))
        {
            yield return new ParameterFault("attack.targets", "a text says nothing", "Write texts, or an empty list for none.");
        }
    }

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) => new VlmEnsemble(this, task).Passes(epsilon);
}
