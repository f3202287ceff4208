using System.Text;

namespace Rampart.Pipeline.Tests;

public sealed class HostileYamlTests
{
    [Fact]
    public void A_huge_text_is_refused_unread() =>
        Assert.StartsWith("pipeline.yaml:1:1 the text has 2000000 characters", Assert.Single(SampleKinds.Problems(new string('x', 2_000_000))));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains("deeper than 32 levels", Assert.Single(SampleKinds.Problems("a: " + new string('[', 5000) + new string(']', 5000))));

    [Fact]
    public void An_alias_is_refused_before_it_can_multiply() =>
        Assert.Contains("aliases", Assert.Single(SampleKinds.Problems("a: *b")));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just text")]
    [InlineData("name: [1, 2")]
    [InlineData("name: x\n--- \nname: y")]
    [InlineData("? [a]\n: b")]
    [InlineData("stages: 5")]
    [InlineData("name: x\nstages: {}")]
    [InlineData("name: x\nstages: { a: 5, b: null, c: [], 'd e': { kind: training } }")]
    public void A_text_that_is_no_pipeline_is_refused_with_a_place(string text) =>
        Assert.All(SampleKinds.Problems(text), problem => Assert.Matches("^pipeline.yaml:[0-9]+:[0-9]+ .+[.?]$", problem));

    [Fact]
    public void Ten_thousand_stages_in_a_row_are_ordered_without_exhausting_the_stack()
    {
        var text = new StringBuilder("name: x\nstages:\n  images: { kind: preprocessing, splits: { train: 1 } }\n  base: { kind: training, data: images/train, objective: { name: plain }, steps: 1 }\n");
        text.Append("  row:\n    kind: rounds\n    rounds: 1000\n    from: base\n    stages:\n");
        for (var i = 0; i < 10; i++)
        {
            text.Append($"      s{i}: {{ kind: training, data: images/train, model: {(i == 0 ? "previous" : $"s{i - 1}")}, objective: {{ name: plain }}, steps: 1 }}\n");
        }

        Assert.Equal(10_002, SampleKinds.Read(text.ToString()).Stages.Count);
        Assert.Contains("unrolls to 11000 stages", Assert.Single(SampleKinds.Problems(text + "      s10: { kind: training, data: images/train, model: s9, objective: { name: plain }, steps: 1 }\n")));
    }

    [Fact]
    public void A_file_that_is_missing_or_not_text_is_told_by_name()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("rampart-yaml-").FullName, "pipeline.yaml");
        var reader = new PipelineReader(SampleKinds.Catalog);

        Assert.StartsWith($"{path} the file can't be read", Assert.Throws<PipelineException>(() => reader.ReadFile(path, [])).Message);
        File.WriteAllBytes(path, [0xff, 0xfe, 0xfd, 0x80]);
        Assert.StartsWith($"{path} the file is not UTF-8 text", Assert.Throws<PipelineException>(() => reader.ReadFile(path, [])).Message);
        File.WriteAllText(path, "\uFEFF" + SampleKinds.Valid);
        Assert.Equal("sample", reader.ReadFile(path, []).Name);
        File.WriteAllBytes(path, new byte[(1 << 20) + 1]);
        Assert.StartsWith($"{path} the file has more than 1048576 bytes", Assert.Throws<PipelineException>(() => reader.ReadFile(path, [])).Message);
    }
}
