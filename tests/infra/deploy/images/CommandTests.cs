using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Deploy.Tests;

/// <summary>The commands that containers start, put to the tool itself.</summary>
public sealed class CommandTests
{
    const int Usage = 2;

    public static TheoryData<string> Commands => [.. ComposeFile.Read(DeployFiles.Real, ComposeFile.Main).Services.Values.Select(ComposeFile.Command)
        .Concat(Manifests.Services(DeployFiles.Real).SelectMany(manifests => manifests.Deployments)
            .Select(deployment => Manifests.Container(deployment)["args"]!.Deserialize<string[]>()!))
        .Where(command => command is ["serve", ..]).Select(command => string.Join(' ', command)).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_tool_knows_the_command_of_every_container(string command)
    {
        // Without a broker it goes no further than to say so: the words before were understood.
        ToolResult result = await ToolProcess.RunTool(ToolProcess.Real, command.Split(' '));

        Assert.Contains("serve needs a broker", result.Errors);
    }

    [Fact]
    public async Task It_refuses_a_service_that_it_does_not_have()
    {
        ToolResult result = await ToolProcess.RunTool(ToolProcess.Real, "serve", "parsing");

        Assert.Equal(Usage, result.ExitCode);
        Assert.DoesNotContain("needs a broker", result.Errors);
    }

    [Fact]
    public async Task The_image_without_a_command_says_how_it_is_used()
    {
        string[] command = JsonSerializer.Deserialize<string[]>(Dockerfile.Read(DeployFiles.Real).Image.All("CMD").Single().Value)!;

        ToolResult result = await ToolProcess.RunTool(ToolProcess.Real, command);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("serve", result.Output);
    }
}
