using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class ConfigurationCommandTests
{
    const string Secret = "hunter2-and-more";

    static readonly Dictionary<string, string> Planted = new()
    {
        ["Rampart__Bus__Password"] = Secret,
        ["Rampart__Bus__Uri"] = $"amqp://worker:{Secret}@127.0.0.1:1/v",
        ["Rampart__Azure__ConnectionString"] = $"AccountName=a;AccountKey={Secret};",
        ["Rampart__Azure__SasToken"] = $"sv=1&sig={Secret}",
        ["RAMPART_HOME"] = Path.GetTempPath(),
    };

    [Fact]
    public async Task The_configuration_is_shown_with_its_sources_and_without_secrets()
    {
        ToolResult shown = await ToolProcess.RunTool(ToolProcess.Tiny, Planted, "config", "--concurrency", "3", "--json");
        Assert.Equal(0, shown.ExitCode);
        Dictionary<string, (string Value, string Source)> settings = JsonDocument.Parse(shown.Output).RootElement.EnumerateArray().ToDictionary(
            setting => setting.GetProperty("key").GetString()!,
            setting => (setting.GetProperty("value").GetString()!, setting.GetProperty("source").GetString()!));
        Assert.Equal(("3", "--concurrency"), settings["Rampart:Concurrency"]);
        Assert.Equal(("amqp://worker:***@127.0.0.1:1/v", "environment variable Rampart__Bus__Uri"), settings["Rampart:Bus:Uri"]);
        Assert.Equal(("***", "environment variable Rampart__Bus__Password"), settings["Rampart:Bus:Password"]);
        Assert.Equal(("", "default"), settings["Rampart:Bus:User"]);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("check")]
    [InlineData("check", "--json")]
    [InlineData("submit", "{pipeline}")]
    [InlineData("serve", "mining", "--port", "many")]
    [InlineData("serve", "mining", "--store", "https://account.blob.core.windows.net/c?sig=hunter2-and-more")]
    [InlineData("run", "/no/such/hunter2-and-more.yaml")]
    [InlineData("config", "--bus", "hunter2-and-more://:hunter2-and-more@:x")]
    public async Task No_command_tells_a_secret(params string[] arguments)
    {
        using var place = new Workplace();
        ToolResult result = await ToolProcess.RunTool(ToolProcess.Tiny, Planted, [.. arguments.Select(argument => argument.Replace("{pipeline}", place.Pipeline))]);
        Assert.DoesNotContain(Secret, result.Output + result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
        Assert.NotEmpty(result.Output + result.Errors);
    }

    [Fact]
    public async Task An_unknown_key_ends_with_2_and_names_the_nearest()
    {
        ToolResult refused = await ToolProcess.RunTool(ToolProcess.Tiny, new Dictionary<string, string> { ["Rampart__Bus__Ury"] = "amqp://host", ["RAMPART_ANYTHING"] = "x" }, "runs");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("Rampart:Bus:Ury (environment variable Rampart__Bus__Ury) is not a key of the configuration; did you mean \"Rampart:Bus:Uri\"?\n", refused.Errors);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_fails_the_check_with_3_and_says_so()
    {
        ToolResult check = await ToolProcess.RunTool(ToolProcess.Tiny, Planted, "check");
        Assert.Equal(3, check.ExitCode);
        string broker = Assert.Single(check.Output.Split('\n'), line => line.Contains(" broker "));
        Assert.StartsWith("✘", broker);
        Assert.Contains("127.0.0.1:1/v can't be used", broker);
        Assert.Contains("Is it running", broker);
    }

    [Theory]
    [InlineData("serve", "all")]
    [InlineData("submit", "{pipeline}")]
    [InlineData("cancel", "latest")]
    public async Task What_needs_a_broker_says_so_and_what_to_do_without_one(params string[] arguments)
    {
        using var place = new Workplace();
        ToolResult refused = await ToolProcess.Run([.. arguments.Select(argument => argument.Replace("{pipeline}", place.Pipeline)), "--store", place.Folder]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--bus", refused.Errors);
        Assert.Contains("rampart run", refused.Errors);
    }
}
