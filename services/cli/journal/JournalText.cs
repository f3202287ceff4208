using System.Globalization;
using System.Text;
using Rampart.Contracts;
using Rampart.Investigation;

namespace Rampart.Cli.Journal;

/// <summary>Records as text.</summary>
static class JournalText
{
    /// <summary>One line: when, what, which message, about what, where.</summary>
    public static string Line(JournalRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{record.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}  {What(record),-21}  {record.MessageType,-18}  {record.MessageId}  {Subject(record)}  {record.Address}  {record.Writer.Worker}{Reason(record)}");

    /// <summary>What happened, with the outcome and how long it took.</summary>
    public static string What(JournalRecord record) => record.Act != JournalAct.Ended
        ? Lower(record.Act)
        : string.Create(CultureInfo.InvariantCulture, $"{Lower(record.Outcome)} {Duration(record.Duration)}").TrimEnd();

    /// <summary>Run, stage and item.</summary>
    public static string Subject(JournalRecord record) => string.Join(' ', new[] { record.RunId, record.Stage, record.Item }.Where(part => part is not null));

    /// <summary>An envelope's text, or its bytes when it is none.</summary>
    public static string Envelope(JournalRecord record)
    {
        if (JournaledMessage.EnvelopeOf(record) is { } json)
        {
            return json.ToJsonString(JournalJson.Pretty);
        }
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(record.Envelope.Span);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToHexStringLower(record.Envelope.Span);
        }
    }

    static string Reason(JournalRecord record) => record.Reason is { } reason ? $"  {reason}" : "";

    static string Lower<T>(T value) => $"{value}".ToLowerInvariant();

    static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalSeconds: < 1 } brief => string.Create(CultureInfo.InvariantCulture, $"{brief.TotalMilliseconds:0.#}ms"),
        { } known => string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.#}s"),
    };
}
