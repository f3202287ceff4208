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
            await File.ReadAllBytesAsync(Path.Combine(place.Folder, "out", "latest", "model", "model.safetensors")),
            await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors")));
        Assert.Equal(2, (await Models("export", "clip@production", folder)).ExitCode);
        Assert.Equal(2, (await Models("show", "clip:3")).ExitCode);
    }
}
