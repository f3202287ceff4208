using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class VlGuardTests
{
    [Fact]
    public void Safe_images_have_two_instructions_and_unsafe_ones_one()
    {
        IReadOnlyList<VlGuardRecord> records = Read(SampleFile.Read("vlguard.json"));

        Assert.Equal(["1", "2"], records.Select(record => record.Id));
        Assert.Equal((true, "shop/bag_01.png", null), (records[0].IsSafe, records[0].Image, records[0].Category));
        Assert.Equal([VlGuardSubset.SafeSafes, VlGuardSubset.SafeUnsafes], records[0].Instructions.Select(entry => entry.Subset));
        Assert.Equal(
            new VlGuardInstruction(VlGuardSubset.Unsafes, "Read the name on the label.", "Sorry, I can not read out names."), Assert.Single(records[1].Instructions));
        Assert.Equal("personal data", records[1].Subcategory);
    }

    [Theory]
    [InlineData("\"safe\": false", "\"safe\": \"no\"", 13)]
    [InlineData("\"safe\": false", "\"safe\": true", 13)]
    [InlineData("\"id\": \"2\"", "\"id\": \"1\"", 13)]
    [InlineData("\"id\": \"2\"", "\"id\": 2", 13)]
    [InlineData("\"id\": \"2\"", "\"name\": \"2\"", 13)]
    [InlineData("shop/bag_01.png", "../../etc/passwd", 2)]
    [InlineData("\"safe_instruction\"", "\"some_instruction\"", 2)]
    [InlineData("\"safe\": true,", "\"safe\": true, \"safe\": true,", 2)]
    [InlineData("What is in the bag?", "", 2)]
    public void A_broken_record_is_named_by_its_line(string piece, string other, int line) =>
        Assert.Equal($"vlguard.json (line {line})", SampleFile.Where(() => Read(SampleFile.With("vlguard.json", piece, other))));

    private static IReadOnlyList<VlGuardRecord> Read(SourceBytes file) => VlGuard.Read(file.Bytes, file.File);
}
