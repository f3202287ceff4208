using System.Globalization;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Reporting.Cards;

/// <summary>Renders a model's <c>README.md</c>: what it withstands, as far as it was measured, where it comes from, and what nobody has looked at.</summary>
public static class ModelCard
{
    /// <summary>The document.</summary>
    /// <param name="model">The model's name in the evaluation.</param>
    /// <param name="answers">Whether it answers questions about images (else it compares images with texts).</param>
    /// <param name="results">The run that made it.</param>
    public static string Render(string model, bool answers, RunResults results)
    {
        var text = new StringBuilder(CardHeader.Render(model, answers, results));
        text.Append(CultureInfo.InvariantCulture, $"\n# {Line(model)}\n\n");
        text.Append(answers
            ? "A vision-language model that answers questions about an image.\n\n"
            : "A model that compares images with texts.\n\n");
        AppendThreat(text, [.. results.Evaluation.Rows.Where(row => MeasuredModel.Is(row.Model, model))]);
        AppendResults(text, model, results);
        AppendOrigin(text, model, results);
        text.Append("## What was not measured\n\n");
        foreach (string gap in NotMeasured.By([.. results.Evaluation.Rows.Where(row => MeasuredModel.Is(row.Model, model))]))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {gap}\n");
        }
        return text.ToString();
    }

    static void AppendThreat(StringBuilder text, IReadOnlyList<ResultRow> rows)
    {
        text.Append("## Threat model\n\n");
        var attacks = rows.Where(row => row.Attack is not null).GroupBy(row => (row.Attack, row.Norm)).ToList();
        if (attacks.Count == 0)
        {
            text.Append("No attack was run against this model; nothing is known of its robustness.\n\n");
            return;
        }
        text.Append("The attacker knows the model with all its weights and changes the image within a bound; the question stays. Per sample the worst case over attacks and smaller radii counts.\n\n");
        foreach (var attack in attacks)
        {
            IEnumerable<string> radii = attack.Select(row => row.Epsilon ?? 0).Distinct().Order().Select(Radius.Name);
            text.Append(CultureInfo.InvariantCulture, $"- {Line(attack.Key.Attack!)}, {NotMeasured.Norm(attack.Key.Norm)}, {string.Join(", ", radii)} on pixels in [0,1]\n");
        }
        text.Append('\n');
    }

    static void AppendResults(StringBuilder text, string model, RunResults results)
    {
        text.Append("## Results\n\n");
        var rows = results.Evaluation.Rows.Where(row => MeasuredModel.Is(row.Model, model)).ToList();
        if (rows.Count == 0)
        {
            text.Append("This model was not evaluated in the run that made it.\n\n");
            return;
        }
        text.Append("| figure | under | value | n |\n|---|---|---:|---:|\n");
        foreach (ResultRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Line(MeasuredModel.Heading(row, model) + FigureTitle.Of(row.Task, row.Metric))} | {Line(Radius.Column(row.Attack, row.Epsilon))} | {100 * row.Value:F1} ± {100 * row.Stderr:F1} | {row.N} |\n");
        }
        text.Append('\n');
        foreach (EvaluationFlag flag in results.Evaluation.Flags.Where(flag => MeasuredModel.Is(flag.Model, model)))
        {
            text.Append(CultureInfo.InvariantCulture, $"- Doubtful (`{flag.Id}`): {Line(flag.Message)}\n");
        }
        foreach (GateVerdict gate in results.Evaluation.Gates.Where(gate => MeasuredModel.Is(gate.Model, model)))
        {
            text.Append(CultureInfo.InvariantCulture, $"- Gate {(gate.Passed ? "passed" : "**failed**")}: {Line(gate.Condition)}, measured {100 * gate.Measured:F1} ± {100 * gate.Stderr:F1}\n");
        }
        text.Append('\n');
    }

    static void AppendOrigin(StringBuilder text, string model, RunResults results)
    {
        RunIdentity run = results.Run;
        text.Append(CultureInfo.InvariantCulture, $"""
            ## Where it comes from

            | | |
            |---|---|
            | run | `{run.Id}`, {run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC |
            | pipeline | `{run.PipelineDigest}` |
            | seed, numerics | {run.Seed}, {run.Numerics} |
            | code | {Line(run.CodeVersion)} |
            | machine | {Line(run.Fingerprint.Processor)}, {Line(run.Fingerprint.InstructionSet)}, {Line(run.Fingerprint.TensorLibrary)}, {Line(run.Fingerprint.Device)} |
            | stages | {string.Join(", ", results.Stages.Select(stage => Line(stage.Name)))} |

            The same pipeline on the same kind of machine gives the same bytes; `rampart why` tells how {Line(model)} came about, `rampart replay` does it again.


            """);
    }

    // What others named must stay in its cell and in its line.
    static string Line(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
