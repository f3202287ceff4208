using System.Text.Json;

namespace Rampart.Reporting.Tests;

public sealed class ResultsJsonTests
{
    [Fact]
    public void Rows_have_exactly_the_promised_keys_and_clean_rows_have_no_attack()
    {
        using var json = JsonDocument.Parse(ResultsJson.Render(Some.Results()));
        var row = json.RootElement.GetProperty("rows")[0];
        Assert.Equal(
            ["model", "task", "metric", "attack", "norm", "epsilon", "n", "value", "stderr", "seconds"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("attack").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("epsilon").ValueKind);
    }

    [Fact]
    public void The_run_is_identified_by_id_pipeline_digest_code_version_fingerprint_and_seed()
    {
        using var json = JsonDocument.Parse(ResultsJson.Render(Some.Results()));
        var run = json.RootElement.GetProperty("run");
        Assert.Equal("fashion-3f2a9c1d-1", run.GetProperty("id").GetString());
        Assert.Equal(new string('a', 64), run.GetProperty("pipeline_digest").GetString());
        Assert.Equal("0.1.0+abc", run.GetProperty("code_version").GetString());
        Assert.Equal("AVX512", run.GetProperty("fingerprint").GetProperty("instruction_set").GetString());
        Assert.Equal(7, run.GetProperty("seed").GetInt32());
    }

    [Fact]
    public void Seconds_of_a_row_are_those_of_the_items_of_its_model_and_task()
    {
        using var json = JsonDocument.Parse(ResultsJson.Render(Some.Results()));
        Assert.Equal(22, json.RootElement.GetProperty("rows")[0].GetProperty("seconds").GetDouble());
        Assert.Equal(20, json.RootElement.GetProperty("rows")[2].GetProperty("seconds").GetDouble());
    }
}
