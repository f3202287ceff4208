using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>POPE's figures. A sample that has fallen has answered the other of yes and no.</summary>
internal static class PresenceFigures
{
    public static IEnumerable<Figure> Of(IReadOnlyList<Said> said, DatasetDescription dataset)
    {
        bool[] truths = [.. said.Select(one => one.Truth == DialogueSentences.Yes)];
        PopeScore score = PopeScore.Of([.. said.Select((one, place) => one.IsRight == truths[place])], truths);
        return
        [
            new Figure("accuracy", score.Accuracy),
            new Figure("f1", score.F1),
            new Figure("precision", score.Precision),
            new Figure("recall", score.Recall),
            new Figure("yes-ratio", score.YesRatio),
        ];
    }
}
