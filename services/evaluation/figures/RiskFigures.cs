using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>How often safety modules get level and type of a risk right; on clean images also level and type apart, how often a risk was missed, and how
/// often one was seen where there is none.</summary>
internal static class RiskFigures
{
    public static IEnumerable<Figure> Of(IReadOnlyList<Said> said, DatasetDescription dataset)
    {
        yield return Figures.Share("accuracy", said.Select(one => one.IsRight));
        if (said.Count == 0 || !said[0].IsClean)
        {
            yield break;
        }

        yield return Figures.Share("level-accuracy", said.Select(one => Level(one.Answers[0]) == Level(one.Truth)));
        yield return Figures.Share("type-accuracy", said.Select(one => Type(one.Answers[0]) == Type(one.Truth)));
        Said[] risky = [.. said.Where(IsRisky)], safe = [.. said.Where(one => !IsRisky(one))];
        if (risky.Length > 0)
        {
            yield return Figures.Share("missed", risky.Select(one => Level(one.Answers[0]) == "0"));
        }

        if (safe.Length > 0)
        {
            yield return Figures.Share("false-alarms", safe.Select(one => Level(one.Answers[0]) != "0"));
        }
    }

    private static bool IsRisky(Said said) => said.Truth != RiskTruth.Text(0, SafetyPolicy.Safe);

    private static string Level(string answer) => answer.Split(' ')[0];

    private static string Type(string answer) => answer.Split(' ')[^1];
}
