using System.ComponentModel;
using System.Text.Json.Serialization;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// AttackVLM: images pulled to a target's embedding on a surrogate (MF-ii or MF-it), then moved on by what the attacked model says about them (MF-tt): the
/// similarity of its answer to the target text, as the surrogate's text tower sees it, climbed by random gradient-free estimation. The attacked model's
/// gradients are never asked for.
/// </summary>
public sealed record AttackVlmParameters : EvaluationAttackParameters
{
    private const string TransferMember = "transfer", QueryMember = "query";

    /// <summary>The surrogate.</summary>
    [Description("The model whose embeddings are matched; it needs a text tower.")]
    [StageReference("training")]
    public required string Surrogate { get; init; }

    /// <summary>What images are pulled to.</summary>
    [Description("What images are pulled to on the surrogate: image (MF-ii, as published) or text (MF-it).")]
    public EmbeddingGoal Goal { get; init; } = EmbeddingGoal.Image;

    /// <summary>The text.</summary>
    [Description("The text that answers are driven to; the phrase of the class after the sample's own unless given.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Steps of the transfer part.</summary>
    [Description("Sign steps on the surrogate, of an eighth of the radius each; 300 as published.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int Steps { get; init; } = 300;

    /// <summary>Steps of the query part.</summary>
    [Description("Steps on the attacked model, of an eighth of the radius each; 8 as published.")]
    [Bounds(1, 10_000, Unit = "steps")]
    public int QuerySteps { get; init; } = 8;

    /// <summary>Directions.</summary>
    [Description("Answers that are asked for per step; 100 as published.")]
    [Bounds(1, 100_000, Unit = "answers")]
    public int Directions { get; init; } = 100;

    internal override string Name => "attackvlm";

    internal override IReadOnlyList<string> Members => [TransferMember, QueryMember];

    internal override bool Remembers => true;

    internal override IReadOnlyDictionary<string, string> OtherModels => new Dictionary<string, string> { [TransferParameters.Role] = Surrogate };

    internal override EvaluationAttackParameters InWork() => this with { Surrogate = TransferParameters.Role };

    internal override IEnumerable<ParameterFault> CheckIn(EvaluationParameters evaluation) =>
        Text is null ? [] : EmbeddingGoals.Check(EmbeddingGoal.Text, Text, "attack.text");

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        var side = new EmbeddingSide(task.Model(TransferParameters.Role), task);
        var transfer = new Pgd(new PgdOptions
        {
            Norm = Norm, Epsilon = epsilon, Steps = Steps, StepSize = epsilon / 8, Momentum = 0, RandomStart = false, Keep = KeptIterate.Best,
        });
        var query = new Rgf(new RgfOptions
        {
            Norm = Norm, Epsilon = epsilon, Steps = QuerySteps, Directions = Directions, Reach = Math.Min(1, epsilon), StepSize = epsilon / 8,
        });
        return
        [
            new AttackPass(TransferMember, transfer, EmbeddingGoals.Loss(Goal, Text, side)),
            AttackPass.From(QueryMember, query, Similarity(task, side), rows => task.Memory.Perturbations(rows, task.Setting.Samples.Shape).to(task.Setting.Context.Device)),
        ];
    }

    private RowLoss Similarity(AttackedTask task, EmbeddingSide side) => (pixels, rows) =>
    {
        using var off = no_grad();
        IReadOnlyList<string> answers = task.Task.Answers(pixels, task.Asked(rows));
        Tensor right = tensor(answers.Select((answer, place) => task.Task.IsRight(answer, task.Samples[rows[place]]) ? 1f : 0f).ToArray()).to(pixels.device).gt(0);
        return new LossAndVerdict(side.ToTarget(answers, Text, task.Asked(rows)), right);
    };
}
