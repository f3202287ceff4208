using System.ComponentModel;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>A classifier that learns from a split's compliant answers, refusals and captions.</summary>
public sealed record ClassifierJudgeParameters : JudgeParameters
{
    /// <summary>What it learns from.</summary>
    [Description("The samples whose compliant answers, refusals and captions the classifier learns from, a split such as images/train.")]
    [StageReference("preprocessing", Part = true)]
    public required string Data { get; init; }

    internal override string? LearnsFrom => Data;

    internal override JudgeParameters InWork() => this with { Data = FittedJudge.Role };

    internal override IAnswerJudge Borrow(StageContext context) => new ClassifierJudge(FittedJudge.Borrow(context));
}
