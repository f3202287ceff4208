using System.ComponentModel;
using System.Text.Json.Serialization;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The misleading attack: sign steps that pull an image's embedding to that of a wrong object's text, or to another image's. It knows the vision tower
/// alone, not what is asked.</summary>
public sealed record EmbeddingMatchParameters : EvaluationAttackParameters
{
    /// <summary>What images are pulled to.</summary>
    [Description("What images are pulled to: text (a wrong object's phrase), or image (one of another class).")]
    public EmbeddingGoal Goal { get; init; } = EmbeddingGoal.Text;

    /// <summary>The text.</summary>
    [Description("The text that every image is pulled to; the phrase of the class after the sample's own unless given.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Steps.</summary>
    [Description("Sign steps per sample and radius; 1000 as published.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int Steps { get; init; } = 1000;

    /// <summary>Length of a step.</summary>
    [Description("Length of a step as a share of the radius; 10/32 as published.")]
    [Bounds(0, 2, Above = true)]
    public double StepShare { get; init; } = 10.0 / 32;

    internal override string Name => "embedding-match";

    internal override IEnumerable<ParameterFault> CheckIn(EvaluationParameters evaluation) => EmbeddingGoals.Check(Goal, Text, "attack.text");

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon) =>
        [new AttackPass(Name, Attack(epsilon), EmbeddingGoals.Loss(Goal, Text, new EmbeddingSide(task.Setting.Model, task)))];

    private Pgd Attack(double epsilon) => new(EmbeddingMatch.Misleading with { Norm = Norm, Epsilon = epsilon, Steps = Steps, StepSize = StepShare * epsilon });
}

/// <summary>What images are pulled to.</summary>
public enum EmbeddingGoal
{
    /// <summary>The embedding of a text.</summary>
    Text,

    /// <summary>The embedding of an image of another class.</summary>
    Image,
}
