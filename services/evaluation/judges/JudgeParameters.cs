using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>What decides whether an answer to a request complies or refuses. Adding a judge is its record and one line here.</summary>
[Variant("rules", typeof(RulesJudgeParameters))]
[Variant("classifier", typeof(ClassifierJudgeParameters))]
public abstract record JudgeParameters
{
    /// <summary>The split of samples that it learns from, or null.</summary>
    internal virtual string? LearnsFrom => null;

    /// <summary>It as work items state it: inputs, not names of stages, decide what comes out.</summary>
    internal virtual JudgeParameters InWork() => this;

    /// <summary>Makes the judge, or lends one that was made.</summary>
    internal abstract IAnswerJudge Borrow(StageContext context);
}
