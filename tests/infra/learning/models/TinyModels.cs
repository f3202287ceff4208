using System.Text.Json;
using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

/// <summary>The tiny models of tests/golden/learning/models.py, with the weights that both sides compute from the parameters' names.</summary>
internal static class TinyModels
{
    public static readonly ClipVisionConfig Vision = new(12, 20, 3, 3, 2, 9, 4, "quick_gelu", 1e-5, 7);
    public static readonly ImageNormalization Normalization = new([0.3, 0.6], [0.2, 0.4]);
    public static readonly ClipTextConfig Text = new(17, 8, 16, 2, 2, 6, "gelu", 1e-5, 7, 14, 15, 0);
    public static readonly LlamaConfig Llama = new(23, 16, 20, 3, 4, 2, 6, 64, 1e-6, 10000, false, 0.02, 1, 22);
    public static readonly LlavaConfig Llava = new(Vision, Llama, 3, 0);
    public static readonly ModelConfig Config = new(Vision, Normalization, Text, Llava);

    public static readonly int[][] Prompts = [[1, 5, 3, 7, 9, 4], [1, 5, 3, 8, 6]];
    public static readonly int[][] Answers = [[11, 2], [12, 13, 2]];

    public static JsonElement Golden() => JsonDocument.Parse(File.ReadAllText("golden/learning/models.json")).RootElement;

    public static float[] Golden(string name) => [.. Golden().GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];

    public static ModelBundle Bundle(ComputePrecision precision = ComputePrecision.Float32)
    {
        var bundle = new ModelBundle(Config, precision);
        foreach (var (name, component) in bundle.Components)
        {
            bundle.LoadComponent(name, component.Weights().ToDictionary(entry => entry.Key, entry => Weight(entry.Key, entry.Value.shape)));
        }

        return bundle;
    }

    public static Tensor Pixels() => Hashed("pixels", [2, 2, 9, 9], 0, 1);

    public static Tensor Weight(string name, long[] shape)
    {
        bool gain = name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal);
        double wide = name.Contains("embed_tokens", StringComparison.Ordinal) ? 6 : 0.5;
        return gain ? Hashed(name, shape, 0.5, 1.5) : Hashed(name, shape, -wide, wide);
    }

    public static Tensor Hashed(string name, long[] shape, double low, double high)
    {
        int sum = name.Sum(character => character);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int k = 0; k < values.Length; k++)
        {
            double s = Math.Sin((12.9898 * (k + 1)) + sum) * 43758.5453;
            values[k] = (float)(low + ((high - low) * (s - Math.Floor(s))));
        }

        return tensor(values).view(shape);
    }

    public static bool AreSame(Tensor a, Tensor b) => a.shape.SequenceEqual(b.shape) && Values(a).SequenceEqual(Values(b));

    private static float[] Values(Tensor tensor) => tensor.detach().cpu().contiguous().data<float>().ToArray();

    public static void AssertClose(float[] expected, Tensor actual, double tolerance)
    {
        float[] values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance, $"element {i}: expected {expected[i]}, found {values[i]}");
        }
    }
}
