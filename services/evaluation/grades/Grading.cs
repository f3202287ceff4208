using Rampart.Learning.Data;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Grades the answers of a task, as far as it can be graded and calibration is measured.</summary>
internal sealed class Grading(IEvaluatedTask task, bool withConfidence)
{
    private readonly IGradedTask? _graded = task as IGradedTask;
    private readonly IConfidentTask? _confident = withConfidence ? task as IConfidentTask : null;

    /// <summary>Whether an answer can be worse than another one that is as right.</summary>
    public bool HasScores => _graded is not null;

    /// <summary>One entry per answer; null where nothing is known of it.</summary>
    public AnswerGrades?[] Of(Tensor pixels, IReadOnlyList<string> answers, IReadOnlyList<Sample> samples)
    {
        IReadOnlyList<double>? confidences = _confident?.Confidences(pixels, answers, samples);
        return [.. answers.Select((answer, place) => _graded is null && confidences is null ? null : new AnswerGrades
        {
            Scores = _graded?.Scores(answer, samples[place]),
            Confidence = confidences?[place],
        })];
    }
}
