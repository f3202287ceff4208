using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The registry as a user meets it, with models that a real run made.</summary>
public sealed class ModelsTests
{
    [Fact]
    public async Task A_version_is_registered_once_promoted_rolled_back_and_exported_and_every_step_is_in_the_history()
    {
        using var place = new Workplace();
        string store = Path.Combine(place.Folder, "store");
        string[] run = ["run", Path.Combine(AppContext.BaseDirectory, "tiny.yaml"), "--store", store, "--out", Path.Combine(place.Folder, "out")];
        Task<ToolResult> Models(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Real, ["models", .. arguments, "--store", store]);

        foreach (int version in new[] { 1, 2 })
        {
            ToolResult ran = await ToolProcess.RunTool(ToolProcess.Real, run);
            Assert.True(ran.ExitCode == 0, ran.Errors);
            Assert.Equal($"clip:{version}\n", (await Models("register", "latest", "clip")).Output);
        }
        Assert.Equal("clip:2\n", (await Models("register", "latest", "clip")).Output);
        Assert.Equal("clip@production = 1\n", (await Models("promote", "clip:1")).Output);
        Assert.Equal("clip@production = 2\n", (await Models("promote", "clip", "--reason", "it is newer")).Output);
        Assert.Equal("clip@production = 1\n", (await Models("rollback", "clip", "--reason", "it was worse")).Output);

        string shown = (await Models("show", "clip@production")).Output;
        Assert.Contains("clip:1 (production)", shown);
        Assert.All(["it is newer", "it was worse", "production moved from version 2 to 1"], text => Assert.Contains(text, shown));
        string folder = Path.Combine(place.Folder, "exported");
        Assert.Equal(0, (await Models("export", "clip@production", folder)).ExitCode);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Directory.GetDirectories(Path.Combine(place.Folder, "out"), "*-1").Single(), "model", "model.safetensors")),
            await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors")));
        Assert.Equal(2, (await Models("export", "clip@production", folder)).ExitCode);
        Assert.Equal(2, (await Models("show", "clip:3")).ExitCode);
    }

    [Fact]
    public async Task A_pipeline_goes_on_from_the_model_in_production_and_measures_itself_against_it()
    {
        using var place = new Workplace();
        string store = Path.Combine(place.Folder, "store"), output = Path.Combine(place.Folder, "out");
        string file = Path.Combine(place.Folder, "retraining.yaml");
        string tiny = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "tiny.yaml"));
        await File.WriteAllTextAsync(file, tiny
            .Replace("  fare:\n", "  production:\n    kind: registered\n    model: clip@production\n    otherwise: base\n  fare:\n", StringComparison.Ordinal)
            .Replace("    model: { from: base }\n    reference: base\n", "    model: { from: production }\n    reference: production\n", StringComparison.Ordinal)
            .Replace("models: { base: base,", "models: { base: base, production: production,", StringComparison.Ordinal)
            .Replace("at_least: 0 }", "at_least: 0 }\n      - { model: fare, task: zero-shot, above: production, by: -1, sigmas: -2 }", StringComparison.Ordinal)
            .Replace("publish: adpo", "publish: fare", StringComparison.Ordinal));
        Task<ToolResult> Tool(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Real, [.. arguments, "--store", store]);
        async Task<Dictionary<string, string>> Retrain()
        {
            ToolResult ran = await Tool("run", file, "--out", output);
            Assert.True(ran.ExitCode == 0, ran.Errors);
            return Workplace.ArtifactsOf((await Tool("show", "latest", "--json")).Output).ToDictionary(line => line[..line.LastIndexOf(' ')], line => line[(line.LastIndexOf(' ') + 1)..]);
        }

        Dictionary<string, string> first = await Retrain();
        Assert.Equal(0, (await Tool("models", "register", "latest", "clip")).ExitCode);
        Assert.Equal(first, await Retrain());
        Assert.Equal(0, (await Tool("models", "promote", "clip:1")).ExitCode);
        Dictionary<string, string> second = await Retrain();

        // Before there was a model in production, base stood in for it; now training goes on from what it had become.
        Assert.Equal(first["base segment-02 vision"], second["base segment-02 vision"]);
        Assert.NotEqual(first["fare segment-02 vision"], second["fare segment-02 vision"]);
        Assert.Contains("fare zero-shot accuracy (clean) >= production - 1 - 2 standard errors", await File.ReadAllTextAsync(Path.Combine(output, "latest", "results.md")));
    }

    [Fact]
    public async Task A_run_that_needs_a_model_which_nobody_has_promoted_is_refused_saying_so()
    {
        using var place = new Workplace();
        string file = Path.Combine(place.Folder, "retraining.yaml");
        string tiny = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "tiny.yaml"));
        await File.WriteAllTextAsync(file, tiny.Replace("  fare:\n", "  production:\n    kind: registered\n    model: clip@production\n  fare:\n", StringComparison.Ordinal));
        ToolResult ran = await ToolProcess.RunTool(ToolProcess.Real, "run", file, "--store", Path.Combine(place.Folder, "store"), "--out", place.Folder);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("There is no clip@production", ran.Errors);
    }
}
