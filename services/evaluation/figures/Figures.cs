using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Turns what a model said about samples into figures.</summary>
/// <param name="said">One entry per sample.</param>
/// <param name="dataset">What the samples have in common.</param>
internal delegate IEnumerable<Figure> FiguresOf(IReadOnlyList<Said> said, DatasetDescription dataset);

/// <summary>A figure with its name.</summary>
internal sealed record Figure(string Metric, Estimate Value);

/// <summary>Figures that several tasks have.</summary>
internal static class Figures
{
    /// <summary>The share of samples that are right at the radius and at all smaller ones.</summary>
    public static FiguresOf Accuracy(string name) => (said, _) => [Share(name, said.Select(one => one.IsRight))];

    /// <summary>The share of samples that have fallen at the radius or a smaller one.</summary>
    public static FiguresOf Fallen(string name) => (said, _) => [Share(name, said.Select(one => !one.IsRight))];

    /// <summary>A share of samples.</summary>
    public static Figure Share(string name, IEnumerable<bool> values)
    {
        Accuracy share = Learning.Metrics.Accuracy.Of(values);
        return new Figure(name, new Estimate(share.Value, share.StandardError, share.Count));
    }
}
