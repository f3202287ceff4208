using Rampart.Learning.Data;

namespace Rampart.Evaluation;

/// <summary>The class numbers of samples.</summary>
internal static class SampleLabels
{
    public static long[] Of(IReadOnlyList<Sample> samples) => [.. samples.Select(sample => (long)sample.Label)];
}
