using System.Text.Json;
using Rampart.Reporting;

namespace Rampart.Cli.Results;

/// <summary>Reads a training's metrics: JSON Lines, each with a <c>step</c> and any number of named figures.</summary>
static class MetricLines
{
    public static IEnumerable<TrainingPoint> Parse(ReadOnlyMemory<byte> bytes)
    {
        var points = new List<TrainingPoint>();
        while (bytes.Length > 0)
        {
            int length = bytes.Span.IndexOf((byte)'\n') is >= 0 and int found ? found : bytes.Length;
            if (length > 0)
            {
                using JsonDocument line = JsonDocument.Parse(bytes[..length]);
                points.Add(Point(line.RootElement));
            }
            bytes = bytes[Math.Min(length + 1, bytes.Length)..];
        }
        return points;
    }

    static TrainingPoint Point(JsonElement line) => new(
        line.GetProperty("step").GetInt64(),
        line.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number && p.Name != "step").ToDictionary(p => p.Name, p => p.Value.GetDouble()));
}
