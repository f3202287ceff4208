using System.Globalization;
using System.Security.Cryptography;

namespace Rampart.Journal.Format;

/// <summary>
/// The name of a segment: when it begins, which writer it belongs to, and its number among the writer's segments. Names sort by time, and those
/// of one writer in its order.
/// </summary>
/// <param name="Started">When it begins, to the millisecond.</param>
/// <param name="Writer">16 hexadecimal digits, of one process only.</param>
/// <param name="Number">From 0 without gaps.</param>
readonly record struct SegmentName(DateTimeOffset Started, string Writer, int Number)
{
    const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    const int WriterBytes = 8;

    /// <summary>A writer's name that nobody has.</summary>
    public static string NewWriter() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(WriterBytes));

    /// <summary>The parts of a name; null when it is not one of a segment.</summary>
    public static SegmentName? Parse(string text) =>
        text.Split('-') is [var time, { Length: 2 * WriterBytes } writer, { Length: 6 } number]
        && DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset started)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed)
            ? new SegmentName(started, writer, parsed)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Started.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Writer}-{Number:D6}");
}
