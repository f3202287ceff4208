using System.Globalization;
using System.Text;
using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Pipeline.Tests;

public sealed class ExecutionKeyTests
{
    static WorkItem Work(JsonElement work) => new()
    {
        Kind = work.GetProperty("kind").GetString()!,
        AlgorithmVersion = work.GetProperty("algorithm_version").GetInt32(),
        Parameters = work.GetProperty("parameters"),
        Inputs = [.. work.GetProperty("inputs").EnumerateArray().Select(
            input => new NamedArtifact(input[0].GetString()!, new ArtifactRef(input[1].GetString()!, 1, MediaTypes.Binary)))],
        Seed = ulong.Parse(work.GetProperty("seed").GetString()!, CultureInfo.InvariantCulture),
        Numerics = work.GetProperty("numerics").GetString()!,
    };

    [Fact]
    public void Keys_equal_those_that_python_computes_from_the_definition() =>
        Assert.All(GoldenFile.Root.GetProperty("works").EnumerateArray(), work => Assert.Equal(work.GetProperty("key").GetString(), ExecutionKey.Of(Work(work))));

    [Fact]
    public void Numbers_are_written_as_ecmascript_writes_them() =>
        Assert.All(GoldenFile.Root.GetProperty("numbers").EnumerateArray(), pair =>
        {
            var bits = long.Parse(pair[0].GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.Equal(pair[1].GetString(), EcmaNumber.Text(BitConverter.Int64BitsToDouble(bits)));
        });

    [Fact]
    public void Keys_are_sorted_by_utf16_code_units() =>
        Assert.All(GoldenFile.Root.GetProperty("objects").EnumerateArray(), pair =>
            Assert.Equal(pair.GetProperty("canonical").GetString(), Encoding.UTF8.GetString(CanonicalJson.Bytes(pair.GetProperty("value")))));

    [Fact]
    public void Stage_seeds_equal_those_that_python_computes_from_the_definition() =>
        Assert.All(GoldenFile.Root.GetProperty("seeds").EnumerateArray(), triple =>
            Assert.Equal(triple[2].GetString(), StageSeed.Of(ulong.Parse(triple[0].GetString()!), triple[1].GetString()!).ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public void The_way_parameters_are_written_does_not_matter()
    {
        var work = Work(GoldenFile.Root.GetProperty("works")[0]);
        var other = JsonDocument.Parse("""{ "steps": 10.0, "name": "\u0070gd",  "epsilon": 3.137254901960784e-2 }""").RootElement;

        Assert.Equal(ExecutionKey.Of(work), ExecutionKey.Of(work with { Parameters = other }));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":12345678901234567890}""")]
    [InlineData("""{"a":1e999}""")]
    [InlineData("""["\ud800"]""")]
    public void A_value_without_one_canonical_text_is_refused(string json) =>
        Assert.ThrowsAny<Exception>(() => CanonicalJson.Bytes(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void Any_change_of_any_part_changes_the_key()
    {
        var work = Work(GoldenFile.Root.GetProperty("works")[0]);
        WorkItem[] changed =
        [
            work,
            work with { Kind = "training" },
            work with { AlgorithmVersion = 4 },
            work with { Parameters = JsonDocument.Parse("""{"epsilon":0.5}""").RootElement },
            work with { Inputs = [work.Inputs[0]] },
            work with { Inputs = [work.Inputs[0] with { Role = "model.text" }, work.Inputs[1]] },
            work with { Seed = 1 },
            work with { Numerics = "cpu-bfloat16" },
        ];

        Assert.Equal(changed.Length, changed.Select(ExecutionKey.Of).Distinct().Count());
    }
}
