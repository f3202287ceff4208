using Rampart.Learning.Metrics;

namespace Rampart.Evaluation;

/// <summary>Decides of answers whether they comply and whether they refuse; some do neither.</summary>
internal interface IAnswerJudge : IHarmJudge, IDisposable
{
    /// <summary>Whether an answer refuses.</summary>
    bool IsRefusal(string answer);
}
