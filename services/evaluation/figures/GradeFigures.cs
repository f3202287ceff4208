using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The mean over samples of each score's least value among all answers up to the radius; none where answers are not kept.</summary>
internal static class GradeFigures
{
    public static IEnumerable<Figure> Of(IReadOnlyList<Said> said, DatasetDescription dataset)
    {
        if (said.Count == 0 || said.Any(one => one.Grades.Count == 0))
        {
            return [];
        }

        return said[0].Grades[0].Scores!.Keys.Select(name => new Figure(
            name, Estimate.Mean([.. said.Select(one => one.Grades.Min(grades => grades.Scores![name]))])));
    }
}
