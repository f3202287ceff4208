using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>The journal of services over a broker, against the broker's stream.</summary>
public sealed class JournalCompletenessTests
{
    [Fact]
    public async Task After_a_run_over_a_broker_the_journal_is_complete_and_without_a_process_s_part_it_is_not()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        using (ServedProcess services = place.Serve("all"))
        {
            string run = await place.SubmitAsync();
            Assert.Equal(0, (await place.Run("watch", run)).ExitCode);
            await services.StopAsync();
        }
        ToolResult complete = await place.Run("journal", "verify", "--json");
        string journal = Path.Combine(place.Environment["Rampart__Store"], "journal");
        // The services wrote most.
        File.Delete(new DirectoryInfo(journal).GetFiles().MaxBy(file => file.Length)!.FullName);
        ToolResult incomplete = await place.Run("journal", "verify", "--json");

        Assert.True(complete.ExitCode == 0, complete.Output + complete.Errors);
        Assert.True(JsonDocument.Parse(complete.Output).RootElement.GetProperty("completeness").GetProperty("streamed").GetInt64() > 20);
        Assert.Equal(1, incomplete.ExitCode);
        Assert.NotEmpty(JsonDocument.Parse(incomplete.Output).RootElement.GetProperty("completeness").GetProperty("missing").EnumerateArray());
    }
}
