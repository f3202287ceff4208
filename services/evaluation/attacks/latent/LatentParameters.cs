using System.ComponentModel;
using System.Text.Json.Serialization;
using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Perturbs the decoder's hidden states at the positions of prompt and image, as latent adversarial training does; the images stay clean. Radii are L2
/// norms per position and layer.</summary>
public sealed record LatentParameters : EvaluationAttackParameters
{
    /// <summary>Layers.</summary>
    [Description("Decoder layers behind which something is added, counted from 0; those at a quarter, a half, three quarters and the last but one unless given.")]
    [ItemCount(1, 1000)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Steps.</summary>
    [Description("Steps of AdamW per sample and radius.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int Steps { get; init; } = 50;

    /// <summary>The rate.</summary>
    [Description("AdamW's rate as a share of the radius; a half as published.")]
    [Bounds(0, 100, Above = true)]
    public double RateShare { get; init; } = 0.5;

    internal override string Name => "latent";

    /// <inheritdoc/>
    public bool Equals(LatentParameters? other) => base.Equals(other)
        && (Steps, RateShare) == (other.Steps, other.RateShare) && (Layers ?? []).SequenceEqual(other.Layers ?? []) && Layers is null == other.Layers is null;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Steps, RateShare, Layers?.Count);

    internal override IEnumerable<ParameterFault> CheckIn(EvaluationParameters evaluation)
    {
        if (Norm != Norm.L2)
        {
            yield return new ParameterFault("attack.norm", "hidden states are perturbed within Euclidean balls", "Write norm: l2; epsilons are norms per position and layer.");
        }

        foreach (EvaluationTask task in evaluation.Tasks.Where(task => !EvaluatedTasks.Of(task).IsWorded))
        {
            yield return new ParameterFault(
                "attack", $"{Name} perturbs the decoder, which task {EvaluatedTasks.Word(task)} does not ask", "Leave the task out, or choose another attack.");
        }

        if (evaluation.EightBit)
        {
            yield return new ParameterFault("eight_bit", $"{Name} leaves images as they are, so that there is nothing to round", "Leave it out.");
        }
    }

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        var attack = new LatentAttack(new LatentOptions { Layers = Layers, Radius = epsilon, Steps = Steps, LearningRate = RateShare * epsilon });
        StageModel model = task.Setting.Model;
        return [AttackPass.Of(Name, (batch, rows, cancellation, progress) =>
        {
            string[] questions = [.. task.Asked(rows).Select(task.Words.Question)];
            using AnswerBatch prompts = AnswerBatch.Create(model.Tokenizer, questions, [.. questions.Select(_ => string.Empty)], model.Device);
            return attack.Perturb(
                model.NeedLanguage(), prompts, Patches(model.Vision), pixels => task.Loss(pixels, rows), batch, cancellation, progress);
        })];
    }

    private static long Patches(ClipVisionTower vision) => vision.Config.Patches + (vision.KeepsClassToken ? 1 : 0);
}
