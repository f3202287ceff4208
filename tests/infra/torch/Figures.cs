using System.Text.Json;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests;

/// <summary>One case of a JSON file that tests/golden/torch/nn_and_optim.py made with PyTorch, in float64.</summary>
internal sealed class Figures
{
    private readonly JsonElement _case;

    private Figures(JsonElement figures) => _case = figures;

    public static Figures Of(string file, string name)
    {
        using JsonDocument document = JsonDocument.Parse(Golden.Bytes("torch", file));
        return new Figures(document.RootElement.GetProperty(name).Clone());
    }

    /// <summary>The tensor of that name, in float64; whole numbers if <paramref name="dtype"/> says so.</summary>
    public Tensor this[string name, ScalarType dtype = ScalarType.Float64]
    {
        get
        {
            JsonElement figure = _case.GetProperty(name);
            long[] shape = [.. figure.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            return tensor(Values(name), shape, dtype: ScalarType.Float64).to(dtype);
        }
    }

    public double[] Values(string name) =>
        [.. _case.GetProperty(name).GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>Shapes are equal and no element differs by more than <paramref name="tolerance"/> times the larger of 1 and its size.</summary>
    public void Agrees(string name, Tensor actual, double tolerance = 1e-10)
    {
        Tensor expected = this[name];
        Assert.Equal(expected.shape, actual.shape);
        Tensor error = (actual.detach().to(ScalarType.Float64) - expected).abs() / expected.abs().clamp(min: 1.0);
        double worst = expected.numel() == 0 ? 0 : error.max().item<double>();
        Assert.True(worst <= tolerance, $"{name} differs by {worst:g3}");
    }
}
