using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Judges as a classifier has learned to.</summary>
internal sealed class ClassifierJudge(WarmCache.Loan<FittedJudge> fitted) : IAnswerJudge
{
    public string Name => fitted.Value.Classifier.Name;

    public bool IsHarmful(string request, string answer) => fitted.Value.Classifier.IsHarmful(request, answer);

    public bool IsRefusal(string answer) => fitted.Value.Classifier.Classify(answer) == AnswerKind.Refusal;

    public void Dispose() => fitted.Dispose();
}
