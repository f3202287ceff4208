using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>The journal of a run in one process, as a user looks at it.</summary>
public sealed class JournalCommandTests(JournalCommandTests.JournaledRun run) : IClassFixture<JournalCommandTests.JournaledRun>
{
    const string Secret = "hunter2-and-more";

    [Fact]
    public async Task Every_item_of_a_run_is_journaled_as_sent_as_arrived_and_as_consumed()
    {
        JsonElement[] records = await Records("ls", "--run", "latest", "--type", "MineShard", "--json");

        Assert.Equal(4 * 3, records.Length);
        Assert.All(records.GroupBy(record => record.GetProperty("message_id").GetGuid()), message =>
            Assert.Equal(["Sent", "Arrived", "Ended"], message.Select(record => record.GetProperty("act").GetString())));
        Assert.All(records.Where(record => record.GetProperty("act").GetString() == "Ended"), record => Assert.Equal("Consumed", record.GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData("--stage", "hash")]
    [InlineData("--act", "ended", "--outcome", "consumed")]
    [InlineData("--from", "1h", "--to", "2100-01-01")]
    public async Task Filters_let_pass_what_they_say(params string[] filter) => Assert.NotEmpty(await Records(["ls", "--json", .. filter]));

    [Theory]
    [InlineData("--to", "1d")]
    [InlineData("--item", "nobody")]
    [InlineData("--outcome", "faulted")]
    public async Task Filters_keep_back_what_they_say(params string[] filter) => Assert.Empty(await Records(["ls", "--json", .. filter]));

    [Theory]
    [InlineData("ls", "--from", "yesterday")]
    [InlineData("ls", "--last", "0")]
    [InlineData("ls", "--act", "lost")]
    [InlineData("show", "7")]
    [InlineData("show", "00000000-0000-0000-0000-00000000000f")]
    public async Task What_can_not_be_meant_is_refused_with_2(params string[] arguments) => Assert.Equal(2, (await run.Journal(arguments)).ExitCode);

    [Fact]
    public async Task A_message_is_shown_with_its_envelope_and_without_secrets()
    {
        string id = (await Records("ls", "--type", "StartRun", "--act", "sent", "--json"))[0].GetProperty("message_id").GetString()!;
        ToolResult shown = await ToolProcess.RunTool(
            ToolProcess.Tiny, new Dictionary<string, string> { ["Rampart__Journal__Key"] = Secret, ["Rampart__Bus__Password"] = id }, "journal", "show", id, "--store", run.Store);

        Assert.Contains("\"message\": {", shown.Output);
        Assert.Contains("\"runId\"", shown.Output);
        Assert.Contains("the same bytes as above", shown.Output);
        Assert.DoesNotContain(id, shown.Output);
    }

    [Fact]
    public async Task An_export_has_every_record_with_its_envelope_as_json_lines()
    {
        string file = Path.Combine(run.Folder, "exported.jsonl");
        ToolResult exported = await run.Journal("export", "--out", file);
        Assert.True(exported.ExitCode == 0, exported.Errors);

        JsonElement[] lines = [.. File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement sent = lines.First(line => line.GetProperty("message_type").GetString() == "MineShard");
        Assert.Equal(sent.GetProperty("item").GetString(), sent.GetProperty("envelope").GetProperty("message").GetProperty("order").GetProperty("item").GetString());
        Assert.Equal(lines.Length, (await Records("ls", "--last", "1000000", "--json")).Length);
        Assert.Equal(2, (await run.Journal("export", "--out", file)).ExitCode);
    }

    [Fact]
    public async Task An_intact_journal_verifies_with_0_and_a_changed_one_with_1_and_the_place()
    {
        Assert.Equal(0, (await run.Journal("verify")).ExitCode);
        string store = Path.Combine(run.Folder, "changed");
        string segment = run.CopyTo(store);
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);

        ToolResult verified = await ToolProcess.Run("journal", "verify", "--json", "--store", store);

        Assert.Equal(1, verified.ExitCode);
        JsonElement damage = Assert.Single(JsonDocument.Parse(verified.Output).RootElement.GetProperty("damage").EnumerateArray().ToArray());
        Assert.Equal(Path.GetFileName(segment), damage.GetProperty("segment").GetString());
    }

    [Fact]
    public async Task Pruning_says_first_and_then_does_what_is_kept_no_longer()
    {
        string store = Path.Combine(run.Folder, "pruned");
        File.SetLastWriteTimeUtc(run.CopyTo(store), DateTime.UtcNow - TimeSpan.FromDays(2));
        string[] prune = ["journal", "prune", "--store", store, "--max-age"];

        Assert.Contains("would remove 0 segments", (await ToolProcess.Run([.. prune, "3.00:00:00", "--dry-run"])).Errors);
        Assert.Contains("would remove 1 segments", (await ToolProcess.Run([.. prune, "1.00:00:00", "--dry-run"])).Errors);
        Assert.Contains("removed 1 segments", (await ToolProcess.Run([.. prune, "1.00:00:00"])).Errors);
        Assert.Empty(Directory.GetFiles(Path.Combine(store, "journal")));
    }

    [Fact]
    public async Task A_tail_shows_records_as_they_are_written_until_ctrl_c()
    {
        using var place = new Workplace();
        Directory.CreateDirectory(Path.Combine(place.Folder, "store"));
        using ToolProcess tail = ToolProcess.Start("journal", "tail", "--store", Path.Combine(place.Folder, "store"), "--json", "--act", "ended", "--from", "1h");
        Assert.Equal(0, (await ToolProcess.Run(place.Run("store"))).ExitCode);
        await tail.HasWritten("RunFinished");
        tail.Interrupt();

        Assert.Equal(130, (await tail.Ended()).ExitCode);
    }

    async Task<JsonElement[]> Records(params string[] arguments)
    {
        ToolResult listed = await run.Journal(arguments);
        Assert.True(listed.ExitCode == 0, listed.Errors);
        return [.. JsonDocument.Parse(listed.Output).RootElement.EnumerateArray()];
    }

    /// <summary>A run that has been journaled.</summary>
    public sealed class JournaledRun : IAsyncLifetime
    {
        readonly Workplace _place = new();

        public string Folder => _place.Folder;

        public string Store => Path.Combine(_place.Folder, "store");

        public async Task InitializeAsync() => Assert.Equal(0, (await ToolProcess.Run(_place.Run("store"))).ExitCode);

        public Task DisposeAsync()
        {
            _place.Dispose();
            return Task.CompletedTask;
        }

        public Task<ToolResult> Journal(params string[] arguments) => ToolProcess.Run(["journal", .. arguments, "--store", Store]);

        /// <summary>Copies the journal to another store; returns the file of its one segment.</summary>
        public string CopyTo(string store)
        {
            string segment = Directory.GetFiles(Path.Combine(Store, "journal")).Single();
            string copy = Path.Combine(Directory.CreateDirectory(Path.Combine(store, "journal")).FullName, Path.GetFileName(segment));
            File.Copy(segment, copy);
            return copy;
        }
    }
}
