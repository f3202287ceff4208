using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Safetensors;

public sealed class GoldenFileTests
{
    [Theory]
    [InlineData("truth", ScalarType.Bool, new long[] { 5 })]
    [InlineData("bytes", ScalarType.Byte, new long[] { 2, 3 })]
    [InlineData("small", ScalarType.Int8, new long[] { 3 })]
    [InlineData("short", ScalarType.Int16, new long[] { 3 })]
    [InlineData("half", ScalarType.Float16, new long[] { 2, 2 })]
    [InlineData("brain", ScalarType.BFloat16, new long[] { 2, 5 })]
    [InlineData("int", ScalarType.Int32, new long[] { 4 })]
    [InlineData("layer.0.weight", ScalarType.Float32, new long[] { 2, 3, 2 })]
    [InlineData("long", ScalarType.Int64, new long[] { 2 })]
    [InlineData("double", ScalarType.Float64, new long[] { 3 })]
    [InlineData("scalar", ScalarType.Float32, new long[0])]
    [InlineData("empty", ScalarType.Float32, new long[] { 0, 4 })]
    [InlineData("größe", ScalarType.Float32, new long[] { 1 })]
    public void Every_type_of_an_independent_file_arrives_with_its_shape_and_values(string name, ScalarType type, long[] shape)
    {
        using var scope = NewDisposeScope();
        Tensor tensor = SafetensorsFile.Read(Golden.Path("safetensors", "typed.safetensors"))[name];

        Assert.Equal(type, tensor.dtype);
        Assert.Equal(shape, tensor.shape);
        double[] values = [.. tensor.to(ScalarType.Float64).reshape(-1).data<double>()];
        double[] expected = [.. Enumerable.Range(0, values.Length).Select(k => (double)(type == ScalarType.Bool ? k % 7 % 2 : k % 7))];
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Reading_and_writing_gives_the_independent_file_byte_for_byte()
    {
        using var scope = NewDisposeScope();
        byte[] golden = Golden.Bytes("safetensors", "typed.safetensors");
        Dictionary<string, Tensor> tensors = SafetensorsFile.Read(golden, out IReadOnlyDictionary<string, string> metadata);

        using var written = new MemoryStream();
        SafetensorsFile.Write(written, tensors.Reverse().ToDictionary(), metadata);

        Assert.Equal(golden, written.ToArray());
    }

    [Fact]
    public void A_listing_shows_metadata_and_types_that_torch_lacks()
    {
        using var stream = new MemoryStream(Golden.Bytes("safetensors", "foreign.safetensors"));
        SafetensorsHeader header = SafetensorsHeader.Read(stream);

        Assert.Empty(header.Metadata);
        Assert.Equal("F8_E4M3", header.Find("eight")!.Dtype);
        Assert.Equal([2, 3], header.Find("eight")!.Shape);
        Assert.Equal(6, header.Find("eight")!.Length);
        Assert.Equal(["plain", "word", "eight"], header.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void A_type_that_torch_lacks_is_refused_by_name_while_the_others_load()
    {
        using var scope = NewDisposeScope();
        using SafetensorsReader reader = SafetensorsFile.Open(Golden.Path("safetensors", "foreign.safetensors"));

        Assert.Equal([0f, 1f], reader.Load("plain").data<float>().ToArray());
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => reader.Load("eight"));
        Assert.Contains("'eight' is F8_E4M3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sharded_folder_reads_as_one_checkpoint()
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = SafetensorsFolder.Read(Golden.Path("safetensors", "sharded"));

        Assert.Equal(["a", "b", "c"], tensors.Keys.Order());
        Assert.Equal([0f, 1f, 2f, 3f], tensors["c"].reshape(-1).data<float>().ToArray());
    }

    [Fact]
    public void Two_forms_of_the_same_tensor_give_the_same_bytes()
    {
        using var scope = NewDisposeScope();
        Tensor matrix = arange(6, dtype: ScalarType.Float32).view(2, 3);
        Tensor strided = matrix.t().contiguous().t();
        Assert.False(strided.is_contiguous());

        Assert.Equal(Written(matrix), Written(strided));

        static byte[] Written(Tensor tensor)
        {
            using var stream = new MemoryStream();
            SafetensorsFile.Write(stream, new Dictionary<string, Tensor> { ["m"] = tensor });
            return stream.ToArray();
        }
    }
}
