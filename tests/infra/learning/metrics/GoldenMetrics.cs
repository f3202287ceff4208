using System.Text.Json;

namespace Rampart.Learning.Tests.Metrics;

/// <summary>The figures of tests/golden/metrics/metrics.py, which writes the definitions down again.</summary>
internal static class GoldenMetrics
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText("golden/metrics/metrics.json")).RootElement;

    public static string[] Captions { get; } = Root.GetProperty("captions").Deserialize<string[]>()!;

    public static string[][] References { get; } = Root.GetProperty("references").Deserialize<string[][]>()!;

    public static double[] Numbers(string name) => Root.GetProperty(name).Deserialize<double[]>()!;
}
