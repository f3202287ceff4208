using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>Commands that ask a gateway instead of broker and store.</summary>
public sealed class GatewayCommandTests
{
    [Fact]
    public async Task A_run_is_submitted_watched_shown_and_listed_with_nothing_but_the_gateway_in_reach()
    {
        await using GatewayPlace place = await GatewayPlace.CreateAsync();
        using ServedProcess all = place.Serve("all"), gateway = await place.ServeGatewayAsync();
        ToolResult submitted = await place.Run("submit", place.Work.Pipeline, "seed=11", "--priority", "20");
        Assert.True(submitted.ExitCode == 0, submitted.Errors);
        string id = submitted.Output.TrimEnd('\n');
        ToolResult watched = await place.Run("watch", id, "--out", Path.Combine(place.Work.Folder, "out"));
        Assert.True(watched.ExitCode == 0, $"{watched.Errors}\n{string.Join('\n', gateway.Lines)}");
        Assert.Contains("the run completed", watched.Errors);
        Assert.True(File.Exists(Path.Combine(place.Work.Folder, "out", id, "report.html")));

        JsonElement shown = JsonDocument.Parse((await place.Run("show", id)).Output).RootElement;
        Assert.Equal(("completed", 20), (shown.GetProperty("state").GetString(), shown.GetProperty("started").GetProperty("priority").GetInt32()));
        Assert.Contains(id, (await place.Run("runs")).Output);
        Assert.Equal("[]", (await place.Run("models", "ls", "--json")).Output.Trim());
        Assert.Equal("[]", (await place.Run("faults", "ls", "--json")).Output.Trim());
        ToolResult late = await place.Run("cancel", id);
        Assert.Equal(2, late.ExitCode);
        Assert.Contains("has ended already: completed", late.Errors);
        Assert.False(Directory.Exists(place.Environment["Rampart__Store"]));
        Assert.DoesNotContain(gateway.Lines, line => line.Contains(GatewayPlace.Key, StringComparison.Ordinal));
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task A_failed_run_is_a_fault_that_is_shown_and_retried()
    {
        await using GatewayPlace place = await GatewayPlace.CreateAsync();
        using ServedProcess all = place.Serve("all"), gateway = await place.ServeGatewayAsync();
        ToolResult failed = await place.Run("submit", place.Work.Pipeline, "hash.fail_at=2", "--watch");
        Assert.Equal(1, failed.ExitCode);
        JsonElement fault = Assert.Single(JsonDocument.Parse((await place.Run("faults", "ls", "--json")).Output).RootElement.EnumerateArray());
        string id = fault.GetProperty("id").GetString()!;
        Assert.Contains("The shard is cursed.", (await place.Run("faults", "show", id)).Output);
        Assert.Equal(2, (await place.Run("faults", "discard", id)).ExitCode);
        ToolResult retried = await place.Run("faults", "retry", "--all");
        Assert.True(retried.ExitCode == 0 && retried.Errors.Contains("1 sent again", StringComparison.Ordinal), retried.Errors);
    }

    [Fact]
    public async Task A_dead_letter_is_listed_shown_without_secrets_and_discarded()
    {
        await using GatewayPlace place = await GatewayPlace.CreateAsync();
        using ServedProcess mining = place.Serve("mining"), gateway = await place.ServeGatewayAsync();
        await UnreadableMessage.PublishAsync(place.Broker, "mining", "{\"message\": \"amqp://worker:planted-secret@host\"");
        JsonElement[] letters;
        do
        {
            letters = [.. JsonDocument.Parse((await place.Run("faults", "ls", "--json")).Output).RootElement.EnumerateArray()];
        }
        while (letters.Length == 0);
        string id = Assert.Single(letters).GetProperty("id").GetString()!;
        ToolResult shown = await place.Run("faults", "show", id);
        Assert.Contains("body", shown.Output);
        Assert.DoesNotContain("planted-secret", shown.Output);
        ToolResult discarded = await place.Run("faults", "discard", "--all");
        Assert.True(discarded.ExitCode == 0 && discarded.Errors.Contains("1 removed", StringComparison.Ordinal), discarded.Errors);
        ToolResult again = await place.Run("faults", "discard", id);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains($"no fault has the id {id}", again.Errors);
    }

    [Fact]
    public async Task A_watch_survives_a_gateway_that_is_killed_and_starts_again()
    {
        await using GatewayPlace place = await GatewayPlace.CreateAsync();
        using ServedProcess coordination = place.Serve("coordination");
        ServedProcess first = await place.ServeGatewayAsync();
        string id = (await place.Run("submit", place.Work.Pipeline)).Output.TrimEnd('\n');
        using ToolProcess watch = ToolProcess.StartTool(ToolProcess.Tiny, place.Environment, "watch", id, "--out", Path.Combine(place.Work.Folder, "out"));
        await watch.HasTold("the run started");
        await first.KillAsync();
        first.Dispose();
        using ServedProcess second = await place.ServeGatewayAsync(), work = place.Serve("preprocessing", "mining", "training");
        ToolResult watched = await watch.Ended();
        Assert.True(watched.ExitCode == 0, $"{watched.Errors}\n{string.Join('\n', second.Lines)}");
    }

    [Fact]
    public async Task Without_a_gateway_or_a_key_that_it_knows_commands_say_so_and_end_with_3()
    {
        await using GatewayPlace place = await GatewayPlace.CreateAsync();
        ToolResult away = await place.Run("runs");
        Assert.Equal(3, away.ExitCode);
        Assert.Contains("can't be reached", away.Errors);
        using ServedProcess gateway = await place.ServeGatewayAsync();
        var wrong = new Dictionary<string, string>(place.Environment) { ["Rampart__Gateway__Key"] = "another-key-0123456789-0123456789-01" };
        ToolResult refused = await ToolProcess.RunTool(ToolProcess.Tiny, wrong, "runs");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("answers 401: The key is not known.", refused.Errors);
        wrong.Remove("Rampart__Gateway__Key");
        Assert.Equal(2, (await ToolProcess.RunTool(ToolProcess.Tiny, wrong, "runs")).ExitCode);
        ToolResult named = await place.Run("runs", "--gateway", "http://127.0.0.1:1");
        Assert.Equal(3, named.ExitCode);
    }

    [Fact]
    public async Task A_gateway_without_keys_or_without_a_port_does_not_start()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        ToolResult portless = await place.Run("serve", "gateway");
        Assert.Equal(2, portless.ExitCode);
        Assert.Contains("needs a port", portless.Errors);
        ToolResult keyless = await place.Run("serve", "gateway", "--port", "18099");
        Assert.Equal(2, keyless.ExitCode);
        Assert.Contains("no keys", keyless.Errors);
    }
}
