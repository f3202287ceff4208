using System.Text;
using Rampart.Contracts;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Replay.Tests.Comparison;

public sealed class ToleranceTests
{
    [Theory]
    [InlineData(0.1, 0.1009, 1e-3, true)] // small numbers: the distance itself
    [InlineData(0.1, 0.1011, 1e-3, false)]
    [InlineData(1000, 1000.9, 1e-3, true)] // large ones: relative to the larger
    [InlineData(1000, 1001.1, 1e-3, false)]
    [InlineData(-1000, 1000, 1e-3, false)]
    [InlineData(0.0, -0.0, 0, true)]
    [InlineData(double.NaN, double.NaN, 0, true)]
    [InlineData(double.NaN, 0, 1e9, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, 1e9, false)]
    [InlineData(double.PositiveInfinity, 1, 1e9, false)]
    public void Numbers_are_near_by_their_distance_or_by_the_larger_of_them(double x, double y, double tolerance, bool near)
    {
        Assert.Equal(near, ToleranceComparison.IsNear(x, y, tolerance));
        Assert.Equal(near, ToleranceComparison.IsNear(y, x, tolerance));
    }

    [Fact]
    public void Floating_point_tensors_may_differ_within_the_tolerance_and_nothing_else_may()
    {
        using var scope = NewDisposeScope();
        byte[] one = File(("w", tensor(new[] { 1f, 2f })), ("n", tensor(new[] { 3L })));

        Assert.True(Near(one, File(("w", tensor(new[] { 1.01f, 2f })), ("n", tensor(new[] { 3L })))));
        Assert.False(Near(one, File(("w", tensor(new[] { 1.2f, 2f })), ("n", tensor(new[] { 3L })))));
        Assert.False(Near(one, File(("w", tensor(new[] { 1f, 2f })), ("n", tensor(new[] { 4L })))));
        Assert.False(Near(one, File(("w", tensor(new[] { 1f, 2f })))));
        Assert.False(Near(one, File(("w", tensor(new[] { 1f, 2f }).reshape(2, 1)), ("n", tensor(new[] { 3L })))));
        Assert.False(Near(one, one[..^1]));

        static bool Near(byte[] left, byte[] right) => ToleranceComparison.IsWithin(MediaTypes.Safetensors, left, right, 0.05);
    }

    [Theory]
    [InlineData("{\"a\":[1.0,\"x\"]}", "{\"a\":[1.01,\"x\"]}", true)]
    [InlineData("{\"a\":[1.0,\"x\"]}", "{\"a\":[1.2,\"x\"]}", false)]
    [InlineData("{\"a\":[1.0,\"x\"]}", "{\"a\":[1.0,\"y\"]}", false)]
    [InlineData("{\"a\":[1.0,\"x\"]}", "{\"a\":[1.0,\"x\",1]}", false)]
    [InlineData("{\"a\":1}", "{\"b\":1}", false)]
    [InlineData("{\"a\":1}", "{\"a\":1,\"b\":1}", false)]
    [InlineData("{\"a\":1}", "{\"a\":\"1\"}", false)]
    [InlineData("{\"a\":1}", "{\"a\":", false)]
    public void Of_json_numbers_may_differ_within_the_tolerance_and_nothing_else_may(string left, string right, bool near)
    {
        Assert.Equal(near, ToleranceComparison.IsWithin(MediaTypes.Json, Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right), 0.05));
        Assert.Equal(near, ToleranceComparison.IsWithin(
            MediaTypes.JsonLines, Encoding.UTF8.GetBytes($"{{}}\n{left}\n"), Encoding.UTF8.GetBytes($"{{}}\n{right}\n"), 0.05));
    }

    [Fact]
    public void A_further_record_or_other_bytes_of_any_other_kind_are_never_near()
    {
        Assert.False(ToleranceComparison.IsWithin(MediaTypes.JsonLines, "{}\n"u8.ToArray(), "{}\n{}\n"u8.ToArray(), 1));
        Assert.False(ToleranceComparison.IsWithin(MediaTypes.Binary, new byte[] { 1 }, new byte[] { 2 }, 1e9));
    }

    static byte[] File(params (string Name, Tensor Tensor)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor));
        return stream.ToArray();
    }
}
