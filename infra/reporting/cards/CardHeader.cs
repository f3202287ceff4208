using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Reporting.Cards;

/// <summary>The front matter of a model card, in the form that model hubs read (<c>model-index</c>).</summary>
static class CardHeader
{
    // Strings of JSON are strings of YAML.
    static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines between and with the dashes.</summary>
    public static string Render(string model, bool answers, RunResults results)
    {
        var text = new StringBuilder("---\nlibrary_name: transformers\n");
        text.Append(CultureInfo.InvariantCulture, $"pipeline_tag: {(answers ? "image-text-to-text" : "zero-shot-image-classification")}\n");
        text.Append("tags:\n- adversarial-robustness\n- rampart\n");
        var rows = results.Evaluation.Rows;
        if (rows.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"model-index:\n- name: {Quote(model)}\n  results:\n");
            foreach (var task in rows.Where(row => MeasuredModel.Is(row.Model, model)).GroupBy(row => row.Task))
            {
                text.Append(CultureInfo.InvariantCulture, $"  - task:\n      type: {Quote(task.Key)}\n    dataset:\n      name: {Quote(results.Run.Pipeline)}\n      type: {Quote(results.Run.Pipeline)}\n    metrics:\n");
                foreach (ResultRow row in task)
                {
                    string name = $"{MeasuredModel.Heading(row, model)}{row.Metric}, {Radius.Column(row.Attack, row.Epsilon)}";
                    text.Append(CultureInfo.InvariantCulture, $"    - type: {Quote(row.Metric)}\n      name: {Quote(name)}\n      value: {Math.Round(row.Value, 4)}\n");
                }
            }
        }
        return text.Append("---\n").ToString();
    }

    static string Quote(string text) => JsonSerializer.Serialize(text, Quoting);
}
