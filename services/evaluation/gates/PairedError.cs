namespace Rampart.Evaluation;

/// <summary>
/// The standard error of the difference of two shares over the same samples. What both models get right or both get wrong says nothing about the
/// difference, so only samples count on which they part, as in McNemar's test.
/// </summary>
internal static class PairedError
{
    /// <summary>The figures that are shares of samples, of which pairs can be made.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["accuracy", "recall@1", "naming", "target-success", "attack-success", "over-refusal"];

    /// <summary>sqrt(var(d) / n), with d the difference of a sample's two verdicts (-1, 0 or 1) and var over n - 1; 0 for fewer than two samples.</summary>
    /// <param name="metric">Which figure.</param>
    /// <param name="one">What one model said, by sample.</param>
    /// <param name="other">What the other said of the same samples.</param>
    public static double Of(string metric, IReadOnlyDictionary<string, Said> one, IReadOnlyDictionary<string, Said> other)
    {
        int[] differences =
        [
            .. from pair in one
               where Counts(metric, pair.Value) && other.ContainsKey(pair.Key)
               select (pair.Value.IsRight ? 1 : 0) - (other[pair.Key].IsRight ? 1 : 0),
        ];
        if (differences.Length < 2)
        {
            return 0;
        }

        double mean = differences.Average();
        return Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1.0) / differences.Length);
    }

    // Which samples a share is about.
    private static bool Counts(string metric, Said said) => metric switch
    {
        "attack-success" => SafetyTask.IsRestricted(said.Truth),
        "over-refusal" => !SafetyTask.IsRestricted(said.Truth),
        _ => true,
    };
}
