using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Journal.Tests.Reading;

/// <summary>A journal of an earlier version, see tests/golden/journal.</summary>
public sealed class RecordedJournalTests : IDisposable
{
    const string Segment = "20261124T132038254Z-5719726d600ab2b0-000000";
    const int Records = 62;
    readonly StoreFolder _folder = StoreFolder.Open(Directory.CreateTempSubdirectory("rampart-recorded-").FullName);
    readonly FileJournalStore _store;

    public RecordedJournalTests()
    {
        Directory.CreateDirectory(_folder.Journal);
        File.Copy(Path.Combine(RepositoryFolder.Root, "tests", "golden", "journal", Segment), _folder.JournalSegment(Segment));
        _store = new FileJournalStore(_folder);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_folder.Root, recursive: true);
    }

    [Theory]
    [InlineData("golden")]
    [InlineData(null)]
    public async Task A_journal_of_version_1_is_read_whole(string? key)
    {
        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(_store, options: new JournalOptions { Key = key });

        Assert.Empty(damage);
        Assert.Equal(Records, records.Count);
        Assert.Equal("memory", records[0].Writer.Transport);
        Assert.All(records.Where(record => record.MessageType == nameof(TrainSegment)).GroupBy(record => record.MessageId), message =>
        {
            Assert.Equal([JournalAct.Sent, JournalAct.Arrived, JournalAct.Ended], message.Select(record => record.Act));
            Assert.Equal(JournalOutcome.Consumed, message.Last().Outcome);
            Assert.Equal("fold", message.First().Stage);
        });
    }

    [Fact]
    public async Task Its_seal_and_its_key_still_prove_that_it_is_what_was_written()
    {
        var (found, damage) = (new List<SegmentFinding>(), new List<JournalDamage>());
        await new JournalVerification(_store, new JournalOptions { Key = "golden" }).RunAsync(found.Add, damage.Add, default);

        Assert.Empty(damage);
        SegmentFinding segment = Assert.Single(found);
        Assert.Equal((Records, true, true), (segment.Records, segment.IsSealed, segment.IsProven));
    }

    [Fact]
    public async Task Its_messages_are_still_those_of_the_contracts()
    {
        (List<JournalRecord> records, _) = await Some.ReadAsync(_store, new JournalFilter { Act = JournalAct.Sent });

        Assert.All(records, record =>
        {
            using JsonDocument envelope = JsonDocument.Parse(record.Envelope);
            Type contract = typeof(MineShard).Assembly.GetType($"Rampart.Contracts.{record.MessageType}", throwOnError: true)!;
            object message = envelope.RootElement.GetProperty("message").Deserialize(contract, JsonSerializerOptions.Web)!;
            Assert.Equal(record.RunId, message is IWorkCommand command ? command.Order.RunId : contract.GetProperty("RunId")!.GetValue(message));
        });
    }
}
