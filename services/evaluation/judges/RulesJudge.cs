using Rampart.Learning.Metrics;

namespace Rampart.Evaluation;

/// <summary>Judges by phrases.</summary>
internal sealed class RulesJudge(RefusalKeywords refusals, IReadOnlyList<string> openings) : IAnswerJudge
{
    private readonly KeywordJudge _compliance = new(refusals, openings);

    public string Name => _compliance.Name;

    public bool IsHarmful(string request, string answer) => _compliance.IsHarmful(request, answer);

    public bool IsRefusal(string answer) => refusals.IsRefusal(answer);

    public void Dispose()
    {
        // Phrases only: there is nothing to release.
    }
}
