using System.Text.Encodings.Web;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Reporting.Comparison;

namespace Rampart.Reporting;

/// <summary>Renders <c>results.json</c>: <c>{"run": {...}, "rows": [...]}</c>, snake_case keys, for machines.</summary>
public static class ResultsJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The document, ended by a line feed.</summary>
    public static string Render(RunResults results) => JsonSerializer.Serialize(
        new
        {
            run = new
            {
                results.Run.Id,
                results.Run.Pipeline,
                results.Run.PipelineDigest,
                results.Run.CodeVersion,
                results.Run.Numerics,
                results.Run.Fingerprint,
                results.Run.Seed,
                results.Run.StartedAt,
                DurationSeconds = Math.Round(results.Run.Duration.TotalSeconds, 3),
                results.Passed,
                results.Run.Promotion,
            },
            rows = results.Evaluation.Rows.Select(row => Row(results, row)),
            gates = results.Evaluation.Gates,
            flags = results.Evaluation.Flags,
            expected = results.Comparison?.Expected.Select(expected => ExpectationVerdict.Of(expected, results)).Select(verdict => new
            {
                verdict.Says,
                verdict.Model,
                verdict.Column,
                verdict.Condition,
                verdict.Outcome,
                verdict.Measured,
                verdict.Required,
                verdict.Stderr,
            }),
            slices = results.Evaluation.Slices?.Select(slice => new { slice.Slice, Row = Row(results, slice.Row) }),
        },
        Options) + "\n";

    static object Row(RunResults results, ResultRow row) => new
    {
        row.Model,
        row.Task,
        row.Metric,
        row.Attack,
        row.Norm,
        row.Epsilon,
        row.N,
        row.Value,
        row.Stderr,
        Seconds = Math.Round(EvaluationSeconds.Of(results, row), 3),
    };
}
