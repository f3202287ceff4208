using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The knobs of <c>kind: training</c>.</summary>
public sealed record TrainingParameters : ICheckedParameters
{
    /// <summary>The samples.</summary>
    [Description("The samples, a split of a preprocessing stage such as images/train, or what arrivals or a mixture offer.")]
    [StageReference("preprocessing", Part = true)]
    public required string Data { get; init; }

    /// <summary>The model to begin with.</summary>
    [Description("The model to begin with: a new one (create), or another stage's (from), to which a decoder (extend), adapters (lora) another stage's tower (vision), a learned prompt, safety modules or a defence may be added.")]
    public required ModelParameters Model { get; init; }

    /// <summary>What is learned.</summary>
    [Description("What is learned, chosen by name; left out when steps is 0.")]
    public ObjectiveParameters? Objective { get; init; }

    /// <summary>The model that stays as it is.</summary>
    [Description("The frozen model whose features or answers are to be kept (fare, adpo, dpo, adversary-aware-dpo); the model itself unless given.")]
    [StageReference("training")]
    public string? Reference { get; init; }

    /// <summary>The preference pairs.</summary>
    [Description("The pairing stage whose preference pairs and mined perturbations are learned from (adpo, dpo).")]
    [StageReference("pairing")]
    public string? Pairs { get; init; }

    /// <summary>Optimizer steps.</summary>
    [Description("Optimizer steps in all; 0 only puts the model together.")]
    [Bounds(0, 100_000_000, Unit = "steps")]
    public required int Steps { get; init; }

    /// <summary>Samples per step.</summary>
    [Description("Samples per step.")]
    [Bounds(1, 1_000_000, Unit = "samples")]
    public int Batch { get; init; } = 64;

    /// <summary>Samples in memory at a time.</summary>
    [Description("Samples whose activations are in memory at a time; gradients are summed up over them, so that the batch stays what it is. 0 takes the whole batch; when memory runs out, it is halved.")]
    [Bounds(0, 1_000_000, Unit = "samples")]
    [AddedLater]
    public int MicroBatch { get; init; }

    /// <summary>Whether activations are computed again.</summary>
    [Description("Computes the layers again in backward passes instead of keeping their activations: the same results with much less memory, a third slower.")]
    [AddedLater]
    public bool GradientCheckpointing { get; init; }

    /// <summary>Steps per work item.</summary>
    [Description("Steps per work item; an interrupted training goes on from the last whole segment.")]
    [Bounds(1, 1_000_000, Unit = "steps")]
    public int SegmentSteps { get; init; } = 100;

    /// <summary>The optimizer.</summary>
    [Description("AdamW and its schedule.")]
    public OptimizerParameters Optimizer { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Model.Create is null == Model.From is null)
        {
            yield return new ParameterFault("model", "exactly one of create and from must be given", "Write one of them.");
        }

        if (Model.Extend is not null && Model.From is null)
        {
            yield return new ParameterFault("model.extend", "a decoder can only be added to another stage's model", "Write model.from.");
        }

        string? added = Model switch
        {
            { Merge: true } => "merge",
            { Lora: not null } => "lora",
            { Vision: not null } => "vision",
            { Prompt: not null } => "prompt",
            { Safety: not null } => "safety",
            { Hints: not null } => "hints",
            { Defence: not null } => "defence",
            _ => null,
        };
        if (added is not null && Model.From is null)
        {
            yield return new ParameterFault($"model.{added}", "only another stage's model can be changed before the training", "Write model.from.");
        }

        if (Objective is null != (Steps == 0))
        {
            yield return new ParameterFault(
                "objective",
                Steps == 0 ? "a training of 0 steps learns nothing" : "there are steps, but nothing is learned",
                Steps == 0 ? "Leave the key out, or give steps a value." : "Name an objective, or set steps to 0.");
        }

        if (Steps == 0 && Model.Lora is not null)
        {
            yield return new ParameterFault("model.lora", "new adapters change nothing until they are trained", "Leave them out, or give steps a value.");
        }

        if (Steps == 0 && (Model.Safety is not null || Model.Prompt is not null))
        {
            yield return new ParameterFault(
                Model.Safety is not null ? "model.safety" : "model.prompt", "a new part knows nothing until it is trained", "Leave it out, or give steps a value.");
        }

        bool needsPairs = Objective?.NeedsPairs == true;
        if (needsPairs != Pairs is not null)
        {
            yield return new ParameterFault(
                "pairs",
                needsPairs ? "the objective learns from preference pairs" : "the objective does not use preference pairs",
                needsPairs ? "Name a pairing stage." : "Leave the key out.");
        }

        if (Steps > 0 && Optimizer.WarmupSteps > Steps)
        {
            yield return new ParameterFault("optimizer.warmup_steps", "the warm-up is longer than the training", "Lower it below steps.");
        }
    }
}
