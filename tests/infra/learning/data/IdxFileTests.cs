using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class IdxFileTests
{
    [Fact]
    public void A_file_is_read_as_its_header_states_plain_or_compressed()
    {
        byte[] bytes = IdxBytes.File(8, [2, 3, 4], 24, value: 7);

        foreach (byte[] form in new[] { bytes, IdxBytes.Gzip(bytes) })
        {
            IdxFile file = IdxFile.Read(form, "images");
            Assert.Equal(IdxElement.UInt8, file.Element);
            Assert.Equal([2, 3, 4], file.Sizes);
            Assert.Equal(Enumerable.Repeat((byte)7, 24), file.Data.ToArray());
        }
    }

    [Theory]
    [InlineData(9, 1), InlineData(11, 2), InlineData(12, 4), InlineData(13, 4), InlineData(14, 8)]
    public void The_width_of_the_element_type_decides_the_length(byte element, int width)
    {
        Assert.Equal(3 * width, IdxFile.Read(IdxBytes.File(element, [3], 3 * width), "values").Data.Length);
        Assert.Throws<DataException>(() => IdxFile.Read(IdxBytes.File(element, [3], (3 * width) + 1), "values"));
    }

    [Theory]
    [InlineData(0, "byte 0"), InlineData(3, "byte 3")]
    public void A_file_shorter_than_its_magic_number_is_refused_naming_the_byte(int length, string where) =>
        AssertRefused(new byte[length], where);

    [Fact]
    public void A_wrong_magic_number_is_refused_naming_the_byte()
    {
        AssertRefused([.. "PK\u0003\u0004-not-idx"u8], "byte 0");
        AssertRefused([0, 1, 8, 1, 0, 0, 0, 1, 0], "byte 1");
        AssertRefused([0, 0, 10, 1, 0, 0, 0, 1, 0], "byte 2");
        AssertRefused([0, 0, 8, 0, 0, 0, 0, 1, 0], "byte 3");
        AssertRefused([0, 0, 8, 255, 0, 0, 0, 1, 0], "byte 3");
    }

    [Fact]
    public void A_truncated_header_is_refused_naming_the_byte() => AssertRefused(IdxBytes.File(8, [2, 3], 0)[..10], "byte 10");

    [Fact]
    public void Missing_data_is_refused_naming_the_byte_where_the_file_ends()
    {
        DataException error = AssertRefused(IdxBytes.File(8, [2, 3], 5), "byte 17");
        Assert.Contains("6 bytes", error.What);
    }

    [Fact]
    public void Data_after_the_end_is_refused_naming_the_first_byte_too_many() => AssertRefused(IdxBytes.File(8, [2, 3], 7), "byte 18");

    [Fact]
    public void Sizes_that_no_file_can_hold_are_refused_before_anything_is_allocated()
    {
        AssertRefused(IdxBytes.File(8, [0x7FFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF], 4), "byte 4");
        AssertRefused(IdxBytes.File(14, [0xFFFFFFFF], 4), "byte 4");
        AssertRefused(IdxBytes.File(8, [0, 28], 4), "byte 4");
    }

    [Fact]
    public void A_decompression_bomb_is_refused_at_the_limit()
    {
        byte[] bomb = IdxBytes.Gzip(IdxBytes.File(8, [1 << 22], 1 << 22));
        Assert.True(bomb.Length < 10_000);

        var error = Assert.Throws<DataException>(() => IdxFile.Read(bomb, "bomb.gz", limit: 1 << 20));

        Assert.Contains("bomb.gz", error.Where);
        Assert.Contains("1048576", error.What);
    }

    [Fact]
    public void A_compressed_file_cut_short_is_refused_naming_the_file()
    {
        var noise = new byte[4096];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (byte)((i * i) ^ (i >> 3));
        }

        byte[] header = IdxBytes.File(8, [4096], 0);
        byte[] packed = IdxBytes.Gzip([.. header, .. noise]);

        AssertRefused(packed[..(packed.Length / 2)], "byte");
    }

    [Fact]
    public void A_compressed_file_with_a_changed_byte_is_refused()
    {
        byte[] packed = IdxBytes.Gzip(IdxBytes.File(8, [4096], 4096, value: 3));
        packed[^6] ^= 0x40;

        AssertRefused(packed, "gzip");
    }

    private static DataException AssertRefused(byte[] bytes, string where)
    {
        var error = Assert.Throws<DataException>(() => IdxFile.Read(bytes, "some-file"));
        Assert.StartsWith("some-file", error.Where);
        Assert.Contains(where, error.Where);
        Assert.NotEmpty(error.Fix);
        return error;
    }
}
