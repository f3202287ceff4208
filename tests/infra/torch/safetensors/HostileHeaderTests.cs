using Rampart.Safetensors;
using TorchSharp;

namespace Rampart.Torch.Tests.Safetensors;

public sealed class HostileHeaderTests
{
    private const string One = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    [Fact]
    public void A_file_without_a_whole_length_is_refused() =>
        Refused([1, 2, 3], "has 3 bytes");

    [Fact]
    public void A_header_longer_than_the_limit_is_refused_before_anything_is_read() =>
        Refused(HeaderText.File(100_000_001, One, 8), "100000001 bytes, over the format's limit of 100000000");

    [Fact]
    public void A_length_beyond_the_end_of_the_file_is_refused() =>
        Refused(HeaderText.File(4096, One, 8), "a header of 4096 bytes, but only 62 follow");

    [Fact]
    public void A_negative_length_is_refused() =>
        Refused(HeaderText.File(ulong.MaxValue, One, 8), "18446744073709551615");

    [Theory]
    [InlineData("""[1]""", 0, "must start with '{'")]
    [InlineData(""" {}""", 0, "must start with '{'")]
    [InlineData("""{"a":""", 0, "not valid JSON near byte")]
    [InlineData("""{"a":{"dtype":"F32"}}""", 0, "lacks dtype, shape or data_offsets")]
    [InlineData("""{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown dtype 'F33'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", 8, "more than 2 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "data_offsets [begin, end]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "do not span the 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "do not span the 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "is not a number of bytes")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""", 1, "is not a number of bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"stride":[1]}}""", 8, "unknown or repeated key 'stride'")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown or repeated key 'dtype'")]
    [InlineData("""{"a":7}""", 0, "expected StartObject")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "expected String")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "__metadata__ has 'a' twice")]
    [InlineData("""{}{}""", 0, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "describes 8 bytes of data but the file holds 9")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "describes 8 bytes of data but the file holds 7")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "leaves a hole before it")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not valid")]
    public void A_header_that_breaks_a_rule_is_refused_saying_which(string header, int dataLength, string reason) =>
        Refused(HeaderText.File(header, dataLength), reason);

    [Fact]
    public void Two_tensors_of_one_name_are_refused() =>
        Refused(
            HeaderText.File(
                """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2),
            "the key 'a' occurs twice");

    [Fact]
    public void Overlapping_tensors_are_refused() =>
        Refused(
            HeaderText.File(
                """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6),
            "'b' begins at data byte 2 and overlaps");

    [Fact]
    public void More_dimensions_than_torch_has_are_refused() =>
        Refused(
            HeaderText.File(
                $$$"""{"a":{"dtype":"U8","shape":[{{{string.Join(",", Enumerable.Repeat(1, 65))}}}],"data_offsets":[0,1]}}""", 1),
            "more than 64 numbers");

    [Fact]
    public void A_header_padded_with_spaces_and_an_empty_header_are_read()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal([0f, 0f], SafetensorsFile.Read(HeaderText.File(One + "   ", 8))["a"].data<float>().ToArray());
        Assert.Empty(SafetensorsFile.Read(HeaderText.File("{}", 0)));
    }

    private static void Refused(byte[] file, string reason)
    {
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Read(file, "model.safetensors"));
        Assert.StartsWith("model.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
