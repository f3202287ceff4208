using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class FaultsTests
{
    [Fact]
    public async Task A_failed_run_is_listed_shown_and_reopened_but_never_discarded()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        using ServedProcess all = place.Serve("all");
        string id = await place.SubmitAsync("hash.fail_at=2");
        Assert.Equal(1, (await place.Run("watch", id)).ExitCode);

        JsonElement fault = Assert.Single(await ListAsync(place));
        Assert.Equal((id, "run", "The shard is cursed."), (fault.GetProperty("id").GetString(), fault.GetProperty("source").GetString(), fault.GetProperty("what").GetString()));
        Assert.Contains("item hash shard-002: The shard is cursed. (shard 2, byte 7) Lift the curse", (await place.Run("faults", "show", id)).Output);
        Assert.Contains(id, (await place.Run("faults", "ls")).Output);

        ToolResult kept = await place.Run("faults", "discard", id);
        Assert.Equal(2, kept.ExitCode);
        Assert.Contains("is kept", kept.Errors);
        ToolResult retried = await place.Run("faults", "retry", id, "--reason", "the curse may have gone");
        Assert.True(retried.ExitCode == 0, retried.Errors);
        while ((await place.ShowAsync(id)).GetProperty("reopened").GetInt32() == 0)
        {
            // The coordinator has the command and is about to obey it.
        }
        Assert.Equal(1, (await place.Run("watch", id)).ExitCode);
    }

    [Fact]
    public async Task A_dead_letter_is_listed_shown_without_what_a_terminal_would_obey_retried_and_discarded()
    {
        await using BrokerPlace place = await BrokerPlace.CreateAsync();
        using ServedProcess mining = place.Serve("mining");
        await mining.SaysAsync("Serving");
        await UnreadableMessage.PublishAsync(place.Environment["Rampart__Bus__Uri"], "mining", $"{{\"message\": \"\u001b[31mpainted amqp://worker:planted-secret@host\"");

        JsonElement letter = await LetterAsync(place);
        string id = letter.GetProperty("id").GetString()!;
        Assert.Equal("mining", letter.GetProperty("source").GetString());
        ToolResult shown = await place.Run("faults", "show", id);
        Assert.Contains("painted", shown.Output);
        Assert.DoesNotContain("\u001b", shown.Output);
        Assert.DoesNotContain("planted-secret", shown.Output);

        // It is not understood a second time either.
        Assert.Equal(0, (await place.Run("faults", "retry", id)).ExitCode);
        Assert.Equal(id, (await LetterAsync(place)).GetProperty("id").GetString());
        Assert.Equal(0, (await place.Run("faults", "discard", "--all")).ExitCode);
        Assert.Empty(await ListAsync(place));
        ToolResult unknown = await place.Run("faults", "discard", id);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains($"no fault has the id {id}", unknown.Errors);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("discard", "some-id", "--all")]
    public async Task Faults_are_chosen_by_ids_or_all_together(params string[] arguments)
    {
        ToolResult refused = await ToolProcess.Run(["faults", .. arguments]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("either ids or --all", refused.Errors);
    }

    static async Task<IReadOnlyList<JsonElement>> ListAsync(BrokerPlace place)
    {
        ToolResult listed = await place.Run("faults", "ls", "--json");
        Assert.True(listed.ExitCode == 0, listed.Errors);
        return [.. JsonDocument.Parse(listed.Output).RootElement.EnumerateArray()];
    }

    // The one letter, once the service has put it where it belongs.
    static async Task<JsonElement> LetterAsync(BrokerPlace place)
    {
        IReadOnlyList<JsonElement> letters;
        do
        {
            letters = await ListAsync(place);
        }
        while (letters.Count == 0);
        return Assert.Single(letters);
    }
}
