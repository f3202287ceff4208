using Rampart.Learning.Data;

namespace Rampart.Evaluation;

/// <summary>A task whose answers do more or less well. Its figures are means of each sample's least score; an attack goes on from answer to answer until a sample
/// has fallen.</summary>
internal interface IGradedTask : IEvaluatedTask
{
    /// <summary>The scores of an answer, by the name of their figure; the larger, the better. The first one is <see cref="IEvaluatedTask.Score"/>.</summary>
    IReadOnlyDictionary<string, double> Scores(string answer, Sample sample);

    /// <inheritdoc/>
    double IEvaluatedTask.Score(string answer, Sample sample) => Scores(answer, sample).First().Value;
}
