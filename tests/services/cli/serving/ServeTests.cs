using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>Services in processes of their own, driven from the command line, over a real broker.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task A_submitted_run_is_done_by_the_services_with_the_digests_of_a_run_in_one_process()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        using ServedProcess coordination = place.Serve("coordination"), work = place.Serve("preprocessing", "mining", "training");
        string id = await place.SubmitAsync("--priority", "20");
        ToolResult watched = await place.Run("watch", id, "--out", Path.Combine(place.Work.Folder, "out"));
        Assert.True(watched.ExitCode == 0, $"{watched.Errors}\n{string.Join('\n', coordination.Lines.Concat(work.Lines))}");
        Assert.Contains("report.html", watched.Output);
        JsonElement shown = await place.ShowAsync(id);
        Assert.Equal(20, shown.GetProperty("started").GetProperty("priority").GetInt32());

        await ToolProcess.Run(place.Work.Run("alone"));
        Assert.Equal(await place.Work.Artifacts("alone"), Workplace.ArtifactsOf(shown.GetRawText()));
        Assert.Equal((0, 0), (await coordination.StopAsync(), await work.StopAsync()));
    }

    [Fact]
    public async Task Every_line_is_json_an_items_lines_carry_its_place_and_none_a_secret()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        using ServedProcess all = place.Serve("all");
        string id = await place.SubmitAsync();
        Assert.Equal(0, (await place.Run("watch", id)).ExitCode);
        Assert.Equal(0, await all.StopAsync());

        Assert.All(all.Lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.DoesNotContain(all.Lines, line => line.Contains($":{BrokerPlace.Password}@", StringComparison.Ordinal));
        Assert.Equal("evaluation, mining, pairing, preprocessing, training, coordination, retraining", Assert.Single(all.LinesWith("Services")).GetProperty("Services").GetString());
        IReadOnlyList<JsonElement> completed = [.. all.LinesWith("How")];
        Assert.Equal(13, completed.Count);
        Assert.All(completed, line => Assert.All(new[] { "Run", "Stage", "Item", "MessageId" }, name => Assert.True(line.TryGetProperty(name, out _), $"{name} is missing in {line}")));
    }

    [Fact]
    public async Task A_service_that_is_stopped_gives_back_its_item_and_ends_with_0()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync(foldRounds: 3_000_000);
        using ServedProcess coordination = place.Serve("coordination");
        ServedProcess first = place.Serve("preprocessing", "mining", "training");
        string id = await place.SubmitAsync();
        await first.SaysAsync("fold");
        Assert.Equal(0, await first.StopAsync());
        first.Dispose();

        using ServedProcess second = place.Serve("preprocessing", "mining", "training");
        ToolResult watched = await place.Run("watch", id);
        Assert.True(watched.ExitCode == 0, $"{watched.Errors}\n{string.Join('\n', coordination.Lines.Concat(second.Lines))}");
    }

    [Fact]
    public async Task A_cancelled_run_ends_every_watch_with_1()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync(foldRounds: 100_000_000);
        using ServedProcess all = place.Serve("all");
        string id = await place.SubmitAsync();
        Task<ToolResult>[] watching = [place.Run("watch", id), place.Run("watch", id)];
        Assert.Equal(0, (await place.Run("cancel", id, "--reason", "wrong seed")).ExitCode);
        Assert.All(await Task.WhenAll(watching), watched =>
        {
            Assert.Equal(1, watched.ExitCode);
            Assert.Contains("cancelled", watched.Errors);
        });
        Assert.Equal("cancelled", (await place.ShowAsync(id)).GetProperty("state").GetString());
        Assert.Equal(0, (await place.Run("cancel", id)).ExitCode);
    }

    [Fact]
    public async Task The_check_finds_the_broker_its_version_and_what_is_wrong_with_the_credentials()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        Assert.Contains("✔ broker        RabbitMQ 3.", (await place.Run("check")).Output);
        var wrong = new Dictionary<string, string>(place.Environment) { ["Rampart__Bus__Password"] = "not-the-one" };
        ToolResult refused = await ToolProcess.RunTool(ToolProcess.Tiny, wrong, "check");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("refuses user or password", refused.Output);
        ToolResult submitted = await ToolProcess.RunTool(ToolProcess.Tiny, wrong, "submit", place.Work.Pipeline);
        Assert.Equal(3, submitted.ExitCode);
        Assert.Contains("refuses user or password", submitted.Errors);
        Assert.DoesNotContain("not-the-one", submitted.Errors + submitted.Output + refused.Output);
        Assert.Empty(submitted.Output);
    }
}
