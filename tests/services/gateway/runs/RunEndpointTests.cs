using System.Net;
using System.Text.Json;

namespace Rampart.Gateway.Tests.Runs;

/// <summary>Runs from submission to end, over HTTP.</summary>
public sealed class RunEndpointTests
{
    [Fact]
    public async Task A_submitted_run_is_followed_to_its_end_and_shown_with_its_artifacts()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string run = await gateway.SubmitAsync("?set=seed=9&priority=20");
        using HttpResponseMessage stream = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        IReadOnlyList<(long Id, string Name)> events = await EventReader.ReadAsync(stream);
        Assert.Equal(("run-started", "run-completed"), (events[0].Name, events[^1].Name));
        Assert.Equal(Enumerable.Range(0, events.Count).Select(i => (long)i), events.Select(found => found.Id));

        JsonElement shown = await gateway.GetAsync($"/v1/runs/{run}");
        Assert.Equal("completed", shown.GetProperty("state").GetString());
        Assert.Equal(20, shown.GetProperty("started").GetProperty("priority").GetInt32());
        Assert.NotEmpty(shown.GetProperty("items").EnumerateArray());
        Assert.Equal(run, Assert.Single((await gateway.GetAsync("/v1/runs?state=completed")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty((await gateway.GetAsync("/v1/runs?state=failed")).EnumerateArray());
    }

    [Fact]
    public async Task Who_was_cut_off_goes_on_after_the_last_event_that_arrived_and_is_told_when_nothing_is_left()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string run = await gateway.SubmitAsync();
        IReadOnlyList<(long Id, string Name)> first;
        using (HttpResponseMessage stream = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read))
        {
            first = await EventReader.ReadAsync(stream, most: 3);
        }
        using HttpResponseMessage again = await gateway.SendAsync(
            HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read, null, ("Last-Event-ID", $"{first[^1].Id}"));
        IReadOnlyList<(long Id, string Name)> rest = await EventReader.ReadAsync(again);
        Assert.Equal(first[^1].Id + 1, rest[0].Id);
        Assert.Equal("run-completed", rest[^1].Name);

        using HttpResponseMessage nothing = await gateway.SendAsync(
            HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read, null, ("Last-Event-ID", $"{rest[^1].Id}"));
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await gateway.SendAsync(
            HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read, null, ("Last-Event-ID", "minus one")));
    }

    [Fact]
    public async Task A_cancelled_run_ends_its_streams_and_a_run_that_has_ended_is_not_cancelled()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync(rounds: 50_000_000);
        string run = await gateway.SubmitAsync();
        using HttpResponseMessage stream = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read);
        using HttpResponseMessage cancelled = await gateway.SendAsync(
            HttpMethod.Post, $"/v1/runs/{run}/cancel", GatewayHost.Submit, GatewayHost.Json("""{"reason":"wrong seed"}"""));
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal("run-cancelled", (await EventReader.ReadAsync(stream))[^1].Name);

        string other = await gateway.SubmitAsync("?set=hash.rounds=10&set=fold.rounds=10");
        using (HttpResponseMessage ending = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{other}/events", GatewayHost.Read))
        {
            Assert.Equal("run-completed", (await EventReader.ReadAsync(ending))[^1].Name);
        }
        await GatewayHost.ProblemAsync(HttpStatusCode.Conflict, await gateway.SendAsync(HttpMethod.Post, $"/v1/runs/{other}/cancel", GatewayHost.Submit));
        await GatewayHost.ProblemAsync(HttpStatusCode.Conflict, await gateway.SendAsync(HttpMethod.Post, $"/v1/runs/{other}/retry", GatewayHost.Submit));
    }

    [Fact]
    public async Task A_failed_run_is_retried_from_where_it_failed()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string run = await gateway.SubmitAsync("?set=hash.fail_at=2");
        using HttpResponseMessage stream = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read);
        IReadOnlyList<(long Id, string Name)> events = await EventReader.ReadAsync(stream);
        Assert.Equal("run-failed", events[^1].Name);
        await GatewayHost.ProblemAsync(HttpStatusCode.Conflict, await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/report", GatewayHost.Read));

        using HttpResponseMessage retried = await gateway.SendAsync(
            HttpMethod.Post, $"/v1/runs/{run}/retry", GatewayHost.Submit, GatewayHost.Json("""{"reason":"the curse may have gone"}"""));
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        JsonElement shown;
        do
        {
            shown = await gateway.GetAsync($"/v1/runs/{run}");
        }
        while (shown.GetProperty("reopened").GetInt32() == 0);
    }

    [Fact]
    public async Task A_pipeline_reads_no_file_outside_the_data_folders_and_is_not_told_whether_there_is_one()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string[] paths = ["/etc/passwd", "/etc/there-is-no-such-file", $"{gateway.Work.Folder}/../../etc/passwd", $"{gateway.Work.Folder}-beside/source"];
        var said = new HashSet<string>();
        foreach (string path in paths)
        {
            var problem = await GatewayHost.ProblemAsync(HttpStatusCode.UnprocessableEntity, await gateway.SendAsync(
                HttpMethod.Post, $"/v1/runs?set=split.path={path}", GatewayHost.Submit, GatewayHost.Yaml(await File.ReadAllTextAsync(gateway.Work.Pipeline))));
            said.Add(problem.Detail);
        }
        Assert.Single(said);
        Assert.Empty((await gateway.GetAsync("/v1/runs")).EnumerateArray());
    }

    [Fact]
    public async Task A_pipeline_that_is_not_valid_is_refused_with_every_mistake_and_its_place()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        var problem = await GatewayHost.ProblemAsync(HttpStatusCode.UnprocessableEntity, await gateway.SendAsync(
            HttpMethod.Post, "/v1/runs?set=split.shard=4", GatewayHost.Submit, GatewayHost.Yaml(await File.ReadAllTextAsync(gateway.Work.Pipeline))));
        Assert.Contains("shards", problem.Detail);
    }
}
