using System.Globalization;
using Rampart.Bus.Faults;

namespace Rampart.Investigation.Faults;

/// <summary>Messages that the consumers of their queue could not handle.</summary>
public sealed class DeadLetterFaults(DeadLetters letters) : IFaultSource
{
    const int MostPerQueue = 1000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> ListAsync(CancellationToken cancellation) =>
        [.. (await letters.ListAsync(MostPerQueue, cancellation)).Select(Of)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>?> ShowAsync(string id, CancellationToken cancellation)
    {
        if (await letters.FindAsync(id, cancellation) is not { } found)
        {
            return null;
        }
        Fault fault = Of(found.Letter);
        return
        [
            new("dead letter", fault.Id),
            new("queue", fault.Source),
            new("since", $"{fault.Since:u}"),
            new("what", fault.What),
            new("where", fault.Where),
            new("fix", fault.Fix),
            new("message", $"{found.Letter.MessageType} {found.Letter.MessageId}"),
            new("redeliveries", found.Letter.Redeliveries?.ToString(CultureInfo.InvariantCulture) ?? ""),
            .. found.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => KeyValuePair.Create($"header {header.Key}", header.Value)),
            new(found.IsShortened ? $"body, shortened from {found.Letter.Size} bytes" : "body", found.Body),
        ];
    }

    /// <inheritdoc/>
    public Task<int> RetryAsync(Selection chosen, CancellationToken cancellation) =>
        letters.RetryAsync(letter => chosen.Takes(letter.Id, letter.MessageId), cancellation);

    /// <inheritdoc/>
    public Task<int> DiscardAsync(Selection chosen, CancellationToken cancellation) =>
        letters.DiscardAsync(letter => chosen.Takes(letter.Id, letter.MessageId), cancellation);

    static Fault Of(DeadLetter letter) => new(letter.Id, letter.Queue, letter.Since, What(letter), Where(letter), Fix(letter.Reason));

    static string What(DeadLetter letter) => letter.Reason switch
    {
        DeadLetterReason.DeliveryLimit => $"The handler of {letter.MessageType ?? "this message"} never came to an end: it took its process down.",
        DeadLetterReason.NotUnderstood => $"No consumer takes {letter.MessageType ?? "a message of this type"}.",
        _ => letter.Exception ?? "Nothing in the message says what went wrong.",
    };

    static string Where(DeadLetter letter) =>
        string.Join(", ", new[] { Part("run", letter.RunId), Part("stage", letter.Stage), Part("item", letter.Item) }.OfType<string>());

    static string? Part(string name, string? value) => value is null ? null : $"{name} {value}";

    static string Fix(DeadLetterReason reason) => reason switch
    {
        DeadLetterReason.DeliveryLimit => "Look at the log of the service that died (memory?), remove the cause, then retry it.",
        DeadLetterReason.NotUnderstood => "Run one version everywhere, then retry it; discard it if it is not Rampart's.",
        _ => "Remove the cause, then retry it; discard it if it is not Rampart's.",
    };
}
