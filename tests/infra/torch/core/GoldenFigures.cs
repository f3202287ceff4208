using System.Runtime.CompilerServices;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

/// <summary>The figures that tests/golden/torch/make_operators.py wrote.</summary>
internal static class GoldenFigures
{
    private static readonly JsonElement s_root = Load();

    internal static IEnumerable<string> Names => s_root.GetProperty("results").EnumerateObject().Select(result => result.Name);

    internal static Tensor Input(string name) => Read("inputs", name).to(ScalarType.Float32);

    /// <summary>In float64, as written.</summary>
    internal static Tensor Result(string name) => Read("results", name);

    private static Tensor Read(string part, string name)
    {
        JsonElement figure = s_root.GetProperty(part).GetProperty(name);
        double[] values = figure.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        return tensor(values, figure.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray());
    }

    private static JsonElement Load([CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "../../../golden/torch/operators.json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
    }
}
