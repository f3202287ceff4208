using System.Net;
using System.Text.Json;

namespace Rampart.Gateway.Tests.Journal;

/// <summary>The journal over HTTP.</summary>
public sealed class JournalEndpointTests
{
    [Fact]
    public async Task The_newest_records_of_a_run_are_told_to_operators_only()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string run = await gateway.SubmitAsync();
        using (HttpResponseMessage stream = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read))
        {
            await EventReader.ReadAsync(stream);
        }
        await GatewayHost.ProblemAsync(HttpStatusCode.Forbidden, await gateway.SendAsync(HttpMethod.Get, "/v1/journal", GatewayHost.Read));
        JsonElement page;
        do
        {
            page = await gateway.GetAsync($"/v1/journal?run={run}&type=StartRun&envelopes=true", GatewayHost.Admin); // written in groups, a moment later
        }
        while (page.GetProperty("read").GetInt64() == 0);
        JsonElement record = page.GetProperty("records")[0];
        Assert.Equal((run, "StartRun"), (record.GetProperty("run_id").GetString(), record.GetProperty("message_type").GetString()));
        Assert.Equal(1, (await gateway.GetAsync($"/v1/journal?run={run}&limit=1", GatewayHost.Admin)).GetProperty("records").GetArrayLength());
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await gateway.SendAsync(HttpMethod.Get, "/v1/journal?act=eaten", GatewayHost.Admin));
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await gateway.SendAsync(HttpMethod.Get, "/v1/journal?from=yesterday", GatewayHost.Admin));
    }
}
