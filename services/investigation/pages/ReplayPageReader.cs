using System.Text.Encodings.Web;
using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Investigation.Replaying;
using Rampart.Journal;
using Rampart.Replay;

namespace Rampart.Investigation.Pages;

/// <summary>Gathers what the page of a replay shows.</summary>
/// <param name="store">What the run left behind.</param>
/// <param name="here">Where the outputs of the replay are, while the sandbox is open.</param>
public sealed class ReplayPageReader(RecordedStore store, IArtifactStore here)
{
    const int MostItems = 4;
    const int LongestMessage = 64 << 10;

    static readonly JsonSerializerOptions Indented = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Gathers the content of a page.</summary>
    public async Task<ReplayPageContent> ReadAsync(ReplayReport report, CancellationToken cancellation)
    {
        ItemReport[] differing = [.. report.Items.Where(item => item.FirstDifference() is not null)];
        ItemReport? shown = report.Bisect?.First ?? differing.FirstOrDefault() ?? report.Items.LastOrDefault();
        var pictures = new List<PicturePair>();
        var curves = new List<CurvePair>();
        foreach (ItemReport item in (differing.Length > 0 ? differing : [.. report.Items.Reverse()]).Take(MostItems))
        {
            pictures.AddRange(await new PictureReader(store.Results, store.Artifacts, here).ReadAsync(item, cancellation));
            curves.AddRange(await new CurveReader(store.Artifacts, here).ReadAsync(item, cancellation));
        }
        return shown is null
            ? new ReplayPageContent(report, null, null, null, pictures, curves)
            : new ReplayPageContent(
                report, shown, await MessageAsync(shown, cancellation), await LineageAsync(report.RunId, shown, cancellation), pictures, curves);
    }

    async Task<Lineage?> LineageAsync(string runId, ItemReport item, CancellationToken cancellation)
    {
        ArtifactReport? output = item.FirstDifference() is { There: not null } first ? first : item.Artifacts.FirstOrDefault(artifact => artifact.There is not null);
        if (output is null)
        {
            return null;
        }
        RunReading run = await RunReading.FindAsync(store.Logs, runId, cancellation);
        return await new LineageReader(store).ReadAsync(new FoundArtifact(run, $"{item.Stage}/{item.Item}:{output.Role}", output.There!), cancellation);
    }

    async Task<ShownMessage?> MessageAsync(ItemReport item, CancellationToken cancellation)
    {
        if (item.MessageId is { } id && store.Journal is { } journal)
        {
            // Damage of the journal is a part of the report.
            await foreach (JournalRecord record in journal.ReadAsync(new JournalFilter { MessageId = id }, _ => { }, cancellation))
            {
                if (!record.Envelope.IsEmpty)
                {
                    return new ShownMessage(Text(record.Envelope), IsJournaled: true, record.Headers);
                }
            }
        }
        return await store.Results.FindManifestAsync(item.ExecutionKey, cancellation) is { } manifest
            ? new ShownMessage(Short(JsonSerializer.Serialize(manifest.Work, Indented)), IsJournaled: false, new Dictionary<string, string>())
            : null;
    }

    static string Text(ReadOnlyMemory<byte> envelope)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(envelope);
            return Short(JsonSerializer.Serialize(document.RootElement, Indented));
        }
        catch (JsonException)
        {
            return Short(Convert.ToHexString(envelope[..Math.Min(envelope.Length, LongestMessage / 2)].Span));
        }
    }

    static string Short(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "\n...";
}
