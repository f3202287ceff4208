using System.Buffers.Binary;
using Rampart.Contracts;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Replay.Tests.Comparison;

public sealed class TensorComparisonTests
{
    static byte[] File(params (string Name, Tensor Tensor)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor));
        return stream.ToArray();
    }

    static Difference? Compare(byte[] left, byte[] right) => ArtifactComparison.Compare(MediaTypes.Safetensors, left, right);

    [Fact]
    public void Equal_files_have_no_difference()
    {
        using Tensor weights = tensor(new float[] { 1, 2, 3 });
        Assert.Null(Compare(File(("w", weights)), File(("w", weights))));
    }

    [Fact]
    public void One_flipped_bit_is_found_with_its_index_and_distance()
    {
        using Tensor first = zeros(100, 7), second = ones(3, 5);
        byte[] left = File(("a", first), ("b", second));
        byte[] right = [.. left];
        // The last float of b is the last of the file: 1 becomes the next larger number.
        BinaryPrimitives.WriteSingleLittleEndian(right.AsSpan(right.Length - 4), MathF.BitIncrement(1));

        var difference = Assert.IsType<TensorDifference>(Compare(left, right));
        Assert.Equal("b", difference.Tensor);
        Assert.Equal([2, 4], difference.FirstIndex);
        Assert.Equal((1L, 15L), (difference.Differing, difference.Elements));
        Assert.Equal(1, difference.MaxUlps);
        Assert.Equal(Math.Pow(2, -23), difference.MaxAbsolute);
        Assert.Equal(Math.Pow(2, -23) / (1 + Math.Pow(2, -23)), difference.MaxRelative);
        Assert.Contains("tensor b (F32 [3, 5]): 1 of 15 elements differ", difference.Describe());
    }

    [Fact]
    public void The_largest_distances_and_the_share_are_taken_over_all_elements()
    {
        using Tensor one = tensor(new float[] { 1, -2, 0, 8 }), other = tensor(new float[] { 1, -1, -0.5f, 10 });
        var difference = Assert.IsType<TensorDifference>(Compare(File(("w", one)), File(("w", other))));
        Assert.Equal((0.75, 2.0, 1.0), (difference.Share, difference.MaxAbsolute, difference.MaxRelative));
        Assert.Equal([1], difference.FirstIndex);
        Assert.Equal((-2.0, -1.0), (difference.Left, difference.Right));
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1.0)]
    [InlineData(ScalarType.Float32, 1.0)]
    [InlineData(ScalarType.Float16, 1.0)]
    [InlineData(ScalarType.BFloat16, 1.0)]
    [InlineData(ScalarType.Int64, 1.0)]
    [InlineData(ScalarType.Int32, 1.0)]
    [InlineData(ScalarType.Int16, 1.0)]
    [InlineData(ScalarType.Int8, 1.0)]
    [InlineData(ScalarType.Byte, 1.0)]
    public void Every_element_type_is_read_as_what_it_is(ScalarType type, double step)
    {
        using Tensor one = tensor(new float[] { 3, 64 }).to(type), other = tensor(new float[] { 3, 65 }).to(type);
        var difference = Assert.IsType<TensorDifference>(Compare(File(("w", one)), File(("w", other))));
        Assert.Equal((64.0, 65.0, step), (difference.Left, difference.Right, difference.MaxAbsolute));
    }

    [Theory]
    [InlineData(float.NaN, 1f, double.PositiveInfinity)]
    [InlineData(1f, float.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(0f, -0f, 0.0)]
    public void What_is_not_a_number_is_infinitely_far_from_what_is_and_minus_zero_is_no_distance_from_zero(float left, float right, double distance)
    {
        using Tensor one = tensor(new[] { left }), other = tensor(new[] { right });
        var difference = Assert.IsType<TensorDifference>(Compare(File(("w", one)), File(("w", other))));
        Assert.Equal((1L, distance, distance), (difference.Differing, difference.MaxAbsolute, difference.MaxRelative));
    }

    [Fact]
    public void Other_shapes_types_and_names_are_told_as_such()
    {
        using Tensor flat = zeros(6), matrix = zeros(2, 3), whole = zeros(6, dtype: ScalarType.Int32);
        Assert.Contains("F32 [6] there and F32 [2, 3] here", Compare(File(("w", flat)), File(("w", matrix)))!.Describe());
        Assert.Contains("F32 [6] there and I32 [6] here", Compare(File(("w", flat)), File(("w", whole)))!.Describe());
        Assert.Contains("v is there and not here", Compare(File(("v", flat), ("w", flat)), File(("w", flat)))!.Describe());
        Assert.Contains("v is here and not there", Compare(File(("w", flat)), File(("v", flat), ("w", flat)))!.Describe());
    }

    [Fact]
    public void Metadata_that_differs_is_named()
    {
        using Tensor weights = zeros(1);
        byte[] With(string run)
        {
            using var stream = new MemoryStream();
            SafetensorsFile.Write(stream, new Dictionary<string, Tensor> { ["w"] = weights }, new Dictionary<string, string> { ["run"] = run });
            return stream.ToArray();
        }
        Assert.Equal(new FieldDifference(null, "__metadata__.run", "a", "b"), Compare(With("a"), With("b")));
    }

    [Fact]
    public void A_file_that_is_no_such_file_is_compared_as_bytes()
    {
        using Tensor weights = zeros(4);
        byte[] left = File(("w", weights));
        Assert.Equal(new ByteDifference(8, left.Length, 8), Compare(left, left[..8]));
    }
}
