using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>
/// Transfer from a surrogate: APGD on the task as another model sees it, in full view of that model's gradients; the attacked model meets only the
/// finished images. Weaker than an attack on the model itself, unless that one's gradients are masked.
/// </summary>
public sealed record TransferParameters : ApgdParameters
{
    internal const string Role = "surrogate";

    /// <summary>The model that crafts the images.</summary>
    [Description("The model that crafts the images.")]
    [StageReference("training")]
    public required string Surrogate { get; init; }

    internal override string Name => "transfer";

    internal override IReadOnlyDictionary<string, string> OtherModels => new Dictionary<string, string> { [Role] = Surrogate };

    internal override EvaluationAttackParameters InWork() => this with { Surrogate = Role };

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        StageModel surrogate = task.Model(Role);
        // What fools the surrogate need not fool the other: every image goes to the end.
        return [.. Repeated(Patience.With(task.PutTo(surrogate).Loss), epsilon)];
    }
}
