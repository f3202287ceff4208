using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The answer to the evaluation question, which an attack drives towards a text of the attacker's choice, the same for every image: the targeted
/// attack of Robust CLIP. A sample has fallen when the text stands in what the model says.</summary>
internal sealed class TargetedTask(StageModel model, string question, string target, int maxNewTokens) : WrongAnswerTask(model, maxNewTokens)
{
    /// <summary>The text of the attacker's choice.</summary>
    public string Target => target;

    public override string Truth(Sample sample) => sample.Answer;

    public override bool IsRight(string answer, Sample sample) => !TargetMatch.IsHit(answer, target);

    public override string Question(Sample sample) => question;

    protected override string Wrong(Sample sample) => target;
}
