using System.Text.Json;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The attacks of evaluations as a user meets them, in the real tool.</summary>
public sealed class AttackWordsTests
{
    private static readonly string Pipeline = Path.Combine(AppContext.BaseDirectory, "attacks.yaml");

    [Fact]
    public async Task Every_attack_runs_by_its_word_and_has_its_rows()
    {
        using var place = new Workplace();
        string output = Path.Combine(place.Folder, "out");
        ToolResult ran = await ToolProcess.RunTool(ToolProcess.Real, ["run", Pipeline, "--store", Path.Combine(place.Folder, "store"), "--out", output]);
        Assert.True(ran.ExitCode == 0, ran.Errors);

        string results = await File.ReadAllTextAsync(Path.Combine(output, "latest", "results.json"));
        string[] words = ["noise", "rgf", "square", "transfer", "embedding-match", "attackvlm", "attackvlm/transfer", "vlm-ensemble", "stealthy-targeted", "universal", "latent"];
        Assert.All(words, word => Assert.Contains($"\"attack\":{JsonSerializer.Serialize(word)}", results.Replace("\": ", "\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_surrogate_that_is_no_stage_is_refused_where_it_stands()
    {
        using var place = new Workplace();
        string file = Path.Combine(place.Folder, "wrong.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Pipeline)).Replace("surrogate: base", "surrogate: bse", StringComparison.Ordinal));

        ToolResult refused = await ToolProcess.RunTool(ToolProcess.Real, ["run", file, "--store", Path.Combine(place.Folder, "store")]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("names the unknown stage \"bse\"; did you mean \"base\"?", refused.Errors + refused.Output);
    }
}
