using Rampart.Bus.Faults;
using Rampart.Contracts;

namespace Rampart.Bus.Journaling;

/// <summary>Collects what is in the stream and what is in the journal, and tells the difference.</summary>
/// <param name="queueOf">The shared queue that takes what is sent to an exchange; null when none does.</param>
sealed class StreamComparison(Func<string, string?> queueOf)
{
    const string BrokersDeathHeader = "x-death";

    // Exchanges that the bus makes with the first fault. Nobody is bound to them, nor is the stream.
    const string OfFaults = "MassTransit:";

    // Two senders, or a sender and the broker, may differ by this in what they call the order of messages.
    static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);
    readonly Dictionary<(Guid Id, string Exchange), (string? Type, bool IsBrokers)> _streamed = [];
    readonly HashSet<Guid> _streamedIds = [];
    readonly Dictionary<(Guid Id, string Address), string> _sent = [], _arrived = [];
    readonly HashSet<(Guid Id, string Address)> _uncertain = [], _ended = [], _deadLettered = [];
    long _messages, _records;

    /// <summary>Since when the two can be compared; null while the stream has shown nothing.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>A message of the stream, in its order.</summary>
    public void Add(StreamedMessage message)
    {
        if (_messages++ == 0)
        {
            // With the first message of all, nothing has been forgotten yet.
            From = message.Offset == 0 ? message.Sent : message.Sent + Skew;
        }
        if (message.MessageId is { } id && (From is null || message.Sent >= From))
        {
            _streamed.TryAdd((id, message.Exchange), (message.MessageType, message.Headers.ContainsKey(BrokersDeathHeader)));
        }
        if (message.MessageId is { } known)
        {
            _streamedIds.Add(known);
        }
    }

    /// <summary>A record of the journal.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isCertain">Whether it is of a time that the stream was read for.</param>
    public void Add(JournalRecord record, bool isCertain)
    {
        if (record.Writer.Transport != "rabbitmq" || record.Address.StartsWith(OfFaults, StringComparison.Ordinal))
        {
            return;
        }
        _records++;
        (Guid, string) place = (record.MessageId, record.Address);
        switch (record.Act)
        {
            case JournalAct.Sent when record.Reason is null && isCertain:
                _sent.TryAdd(place, record.MessageType);
                break;
            case JournalAct.Sent:
                _uncertain.Add(place);
                break;
            case JournalAct.Arrived when !record.Headers.ContainsKey(Resending.Mark):
                _arrived.TryAdd(place, record.MessageType);
                break;
            case JournalAct.Ended:
                _ended.Add(place);
                if (record.Outcome == JournalOutcome.DeadLettered)
                {
                    _deadLettered.Add(place);
                }
                break;
        }
    }

    /// <summary>The difference.</summary>
    /// <param name="waiting">How many messages wait on each shared queue.</param>
    public CompletenessReport Compare(IReadOnlyDictionary<string, long> waiting)
    {
        var missing = new List<MissingMessage>();
        var notArrived = new Dictionary<string, List<MissingMessage>>();
        long underWay = 0;
        foreach (((Guid id, string exchange), (string? type, bool isBrokers)) in _streamed)
        {
            if (DeadLettersOf(exchange) is { } dead)
            {
                if (!isBrokers && !_deadLettered.Contains((id, dead)))
                {
                    missing.Add(new MissingMessage(id, type, exchange, $"It is among the dead letters of {dead}, but no process has journaled that."));
                }
                continue;
            }
            if (!_sent.ContainsKey((id, exchange)) && !_uncertain.Contains((id, exchange)))
            {
                missing.Add(new MissingMessage(id, type, exchange, "It is in the broker's stream, but no process has journaled that it was sent."));
            }
            if (queueOf(exchange) is { } queue)
            {
                if (!_arrived.ContainsKey((id, queue)))
                {
                    notArrived.TryAdd(queue, []);
                    notArrived[queue].Add(new MissingMessage(id, type, queue, "It neither waits on its queue, nor has any process journaled that it arrived."));
                }
                else if (!_ended.Contains((id, queue)))
                {
                    underWay++;
                }
            }
        }
        // What waits on a queue is what was sent to it last.
        foreach ((string queue, List<MissingMessage> messages) in notArrived)
        {
            int waits = (int)Math.Min(messages.Count, waiting.GetValueOrDefault(queue));
            underWay += waits;
            missing.AddRange(messages[..^waits]);
        }
        missing.AddRange(_sent.Where(sent => !_streamed.ContainsKey(sent.Key) && !_uncertain.Contains(sent.Key)).Select(sent =>
            new MissingMessage(sent.Key.Id, sent.Value, sent.Key.Address, "It was journaled as sent, but the broker's stream does not have it.")));
        missing.AddRange(_arrived.Where(arrived => !_streamedIds.Contains(arrived.Key.Id)).Select(arrived =>
            new MissingMessage(arrived.Key.Id, arrived.Value, arrived.Key.Address, "It was journaled as arrived, but the broker's stream does not have it.")));
        return new CompletenessReport(From, _messages, _records, underWay, missing);
    }

    static string? DeadLettersOf(string exchange)
    {
        string suffix = QueueNames.DeadLetters("");
        return exchange.EndsWith(suffix, StringComparison.Ordinal) ? exchange[..^suffix.Length] : null;
    }
}
