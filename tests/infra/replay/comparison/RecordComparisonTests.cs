using System.Text;
using Rampart.Contracts;

namespace Rampart.Replay.Tests.Comparison;

public sealed class RecordComparisonTests
{
    static Difference? Compare(string mediaType, string left, string right) =>
        ArtifactComparison.Compare(mediaType, Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"b":3}""", "$.b", "2", "3")]
    [InlineData("""{"a":[1,{"x":"y"}]}""", """{"a":[1,{"x":"z"}]}""", "$.a[1].x", "\"y\"", "\"z\"")]
    [InlineData("""{"a":1}""", """{}""", "$.a", "1", null)]
    [InlineData("""{}""", """{"a":null}""", "$.a", null, "null")]
    [InlineData("""[1,2,3]""", """[1,2]""", "$[2]", "3", null)]
    [InlineData("""{"a":1.0}""", """{"a":1}""", "$.a", "1.0", "1")]
    [InlineData("""{"a":{}}""", """{"a":[]}""", "$.a", "{}", "[]")]
    public void The_first_field_that_differs_is_named_with_both_values(string left, string right, string path, string? there, string? here) =>
        Assert.Equal(new FieldDifference(null, path, there, here), Compare(MediaTypes.Json, left, right));

    [Fact]
    public void The_record_is_numbered_from_one() =>
        Assert.Equal(new FieldDifference(3, "$.loss", "0.5", "0.25"), Compare(MediaTypes.JsonLines, "{}\n{}\n{\"loss\":0.5}\n{}\n", "{}\n{}\n{\"loss\":0.25}\n{}\n"));

    [Fact]
    public void A_record_that_only_one_has_is_told_as_such() =>
        Assert.Equal(new StructureDifference("record 2 is there and not here"), Compare(MediaTypes.JsonLines, "{}\n{}\n", "{}\n"));

    [Fact]
    public void Two_spellings_of_the_same_differ_only_as_bytes() =>
        Assert.Equal(new ByteDifference(5, 7, 8), Compare(MediaTypes.Json, """{"a":1}""", """{"a": 1}"""));

    [Fact]
    public void What_is_no_json_is_compared_as_bytes() => Assert.Equal(new ByteDifference(1, 2, 1), Compare(MediaTypes.Json, "{}", "{"));

    [Fact]
    public void Bytes_without_a_format_are_compared_as_such() => Assert.Equal(new ByteDifference(2, 4, 3), Compare(MediaTypes.Binary, "abcd", "abd"));
}
