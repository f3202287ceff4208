using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

/// <summary>The small classifiers of tests/golden/attacks/problems.py, by the same closed formulas: six images of twelve pixels, five classes.</summary>
internal static class ClassProblems
{
    public const int Images = 6, Classes = 5;

    private const int Pixels = 12, Hidden = 8;

    /// <summary>The clean images, float32 [6, 1, 3, 4].</summary>
    public static Tensor Clean() => (((Row(Pixels) * 1.3) + (Column(Images) * 0.8)).sin() * 0.42 + 0.5).reshape(Images, 1, 3, 4);

    /// <summary>A classifier by the name it has in the golden files.</summary>
    public static Func<Tensor, Tensor> Model(string name) => name switch
    {
        "linear" => Linear,
        "curved" => Curved,
        _ => throw new ArgumentException($"There is no model {name}.", nameof(name)),
    };

    /// <summary>The weights of the linear classifier, float32 [classes, pixels].</summary>
    public static Tensor Weights() => ((Column(Classes) * 0.9 * Row(Pixels)) + Column(Classes)).cos();

    /// <summary>What a classifier says on the clean images; the truth of all problems here.</summary>
    public static long[] Labels(Func<Tensor, Tensor> model) => model(Clean()).argmax(1).data<long>().ToArray();

    /// <summary>The problem of a golden model.</summary>
    public static AttackedClasses Attacked(string model) => new(Model(model), Classes, Labels(Model(model)));

    public static int[] Rows(int count = Images) => [.. Enumerable.Range(0, count)];

    public static JsonDocument Golden(string name) => JsonDocument.Parse(File.ReadAllText($"golden/attacks/{name}.json"));

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private static Tensor Linear(Tensor pixels) => pixels.flatten(1).matmul(Weights().t());

    private static Tensor Curved(Tensor pixels)
    {
        Tensor inner = (Column(Hidden) * 0.7 * Row(Pixels)).sin(), outer = (Column(Classes) * 1.1 * Row(Hidden)).cos() * 3;
        return pixels.flatten(1).matmul(inner.t()).tanh().matmul(outer.t());
    }

    private static Tensor Row(int count) => arange(1, count + 1, dtype: ScalarType.Float32).unsqueeze(0);

    private static Tensor Column(int count) => arange(1, count + 1, dtype: ScalarType.Float32).unsqueeze(1);
}
