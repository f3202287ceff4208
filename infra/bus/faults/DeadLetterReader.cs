using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MassTransit;
using RabbitMQ.Client;

namespace Rampart.Bus.Faults;

/// <summary>Reads messages from dead-letter queues. They are what nobody could handle, so nothing about them is taken for granted.</summary>
static class DeadLetterReader
{
    const int IdBytes = 6, LongestText = 500, LongestBody = 64 << 10, MostHeaders = 100, LongestHeader = 4 << 10;

    public static DeadLetter Summary(string queue, BasicGetResult message)
    {
        IDictionary<string, object?> headers = message.BasicProperties.Headers ?? new Dictionary<string, object?>();
        EnvelopeSummary envelope = EnvelopeSummary.Read(message.Body);
        string? messageId = Text(message.BasicProperties.MessageId) ?? envelope.MessageId;
        object? death = (headers.TryGetValue("x-death", out object? deaths) ? deaths as IList<object?> : null)?.FirstOrDefault();
        return new DeadLetter
        {
            Id = IdOf(queue, messageId, message.Body.Span),
            Queue = queue,
            MessageId = messageId,
            MessageType = envelope.MessageType,
            RunId = envelope.RunId,
            Stage = envelope.Stage,
            Item = envelope.Item,
            Reason = ReasonOf(headers, death),
            Exception = Header(headers, MessageHeaders.FaultExceptionType) is { } type ? $"{type}: {Header(headers, MessageHeaders.FaultMessage)}" : null,
            Since = SinceOf(headers, death),
            Redeliveries = long.TryParse(Header(headers, DeliveryCount.Header), CultureInfo.InvariantCulture, out long count) ? count : null,
            Size = message.Body.Length,
        };
    }

    public static DeadLetterContent Content(DeadLetter letter, BasicGetResult message)
    {
        IDictionary<string, object?> headers = message.BasicProperties.Headers ?? new Dictionary<string, object?>();
        var texts = headers.Take(MostHeaders).ToDictionary(header => header.Key, header => HeaderText.Of(header.Value));
        bool isShortened = headers.Count > MostHeaders || message.Body.Length > LongestBody || texts.Values.Any(text => text.Length > LongestHeader);
        return new DeadLetterContent(
            letter,
            texts.ToDictionary(header => header.Key, header => Shorten(header.Value, LongestHeader)),
            Encoding.UTF8.GetString(message.Body.Span[..Math.Min(message.Body.Length, LongestBody)]),
            isShortened);
    }

    static string IdOf(string queue, string? messageId, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{queue}\0{messageId}\0"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, IdBytes));
    }

    static DeadLetterReason ReasonOf(IDictionary<string, object?> headers, object? death) => Header(headers, MessageHeaders.Reason) switch
    {
        "fault" => DeadLetterReason.Fault,
        "dead-letter" => DeadLetterReason.NotUnderstood,
        _ => Field(death, "reason") is { } reason && HeaderText.Of(reason) == "delivery_limit" ? DeadLetterReason.DeliveryLimit : DeadLetterReason.Unknown,
    };

    static DateTimeOffset? SinceOf(IDictionary<string, object?> headers, object? death) =>
        DateTimeOffset.TryParse(Header(headers, MessageHeaders.FaultTimestamp), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : Field(death, "time") is AmqpTimestamp { UnixTime: >= 0 and < 1L << 37 } stamp ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime)
        : null;

    static object? Field(object? table, string name) => table is IDictionary<string, object?> fields && fields.TryGetValue(name, out object? value) ? value : null;

    static string? Header(IDictionary<string, object?> headers, string name) =>
        headers.TryGetValue(name, out object? value) ? Text(HeaderText.Of(value)) : null;

    static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : Shorten(text, LongestText);

    static string Shorten(string text, int longest) => text.Length <= longest ? text : text[..longest] + "...";
}
