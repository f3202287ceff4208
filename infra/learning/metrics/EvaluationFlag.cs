namespace Rampart.Learning.Metrics;

/// <summary>A sign that a robustness figure may be an illusion, such as gradient masking.</summary>
/// <param name="Id">A stable name in kebab case.</param>
/// <param name="Explanation">What was seen, with its figures.</param>
/// <param name="Anchor">Where the documentation explains the flag and what to do, relative to the repository.</param>
public sealed record EvaluationFlag(string Id, string Explanation, string Anchor)
{
    internal static EvaluationFlag Raise(string id, FormattableString explanation) =>
        new(id, FormattableString.Invariant(explanation), $"infra/docs/flags.md#{id}");
}
