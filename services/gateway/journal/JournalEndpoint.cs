using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rampart.Contracts;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Hosting;
using Rampart.Investigation;
using Rampart.Journal;

namespace Rampart.Gateway.Journal;

/// <summary>What happened to messages, in all processes of the store.</summary>
static class JournalEndpoint
{
    const int UsualCount = 100, MostCount = 1000;

    public static void MapJournal(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/v1/journal", ReadAsync)
        .Needs(ApiScope.Admin)
        .Produces<JournalPage>()
        .Is("ReadJournal", "journal", "The newest records that pass the filter, the oldest of them first; with ?envelopes=true also what the messages said.");

    static async Task<ContentHttpResult> ReadAsync(
        [AsParameters] JournalQuery query, IJournalReader journal, SecretMask mask, CancellationToken cancellation)
    {
        int most = Checks.Limit(query.Limit ?? UsualCount, MostCount);
        var last = new Queue<JournalRecord>();
        long read = 0;
        var damaged = new List<JournalDamage>();
        await foreach (JournalRecord record in journal.ReadAsync(query.Filter(), damaged.Add, cancellation))
        {
            read++;
            last.Enqueue(record);
            if (last.Count > most)
            {
                last.Dequeue();
            }
        }
        var page = new JournalPage(read, [.. last.Select(JournaledMessage.Of)], [.. damaged.Take(MostCount).Select(damage => $"{damage.Segment}, byte {damage.Offset}: {damage.What}")]);
        return TypedResults.Text(mask.Apply(JsonSerializer.Serialize(page, GatewayJson.Options)), MediaTypes.Json);
    }
}

/// <summary>Which records are asked for; what is not given lets everything pass.</summary>
/// <param name="Run">The run that the message is about.</param>
/// <param name="Stage">The stage that it is about, or one within it.</param>
/// <param name="Item">The item that it is about.</param>
/// <param name="Type">The contract's name.</param>
/// <param name="Message">The message.</param>
/// <param name="From">Not before this time.</param>
/// <param name="To">Before this time.</param>
/// <param name="Act">What happened.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Envelopes">Whether envelopes are wanted.</param>
sealed record JournalQuery(
    string? Run, string? Stage, string? Item, string? Type, Guid? Message, DateTimeOffset? From, DateTimeOffset? To, JournalAct? Act, JournalOutcome? Outcome,
    int? Limit, bool? Envelopes)
{
    /// <summary>The filter that it means.</summary>
    public JournalFilter Filter() => new()
    {
        RunId = Run, Stage = Stage, Item = Item, MessageType = Type, MessageId = Message, From = From, To = To, Act = Act, Outcome = Outcome,
        WithEnvelopes = Envelopes ?? false,
    };
}

/// <summary>Records of the journal.</summary>
/// <param name="Read">How many records pass the filter.</param>
/// <param name="Records">The newest of them, the oldest first.</param>
/// <param name="Damaged">What could not be read.</param>
public sealed record JournalPage(long Read, IReadOnlyList<JournaledMessage> Records, IReadOnlyList<string> Damaged);
