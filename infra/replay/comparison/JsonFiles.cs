using System.Globalization;
using System.Text.Json;

namespace Rampart.Replay;

/// <summary>Compares two JSON documents, or two files of one record per line.</summary>
static class JsonFiles
{
    const string Root = "$";

    /// <summary>The first difference of two documents; null when they mean the same.</summary>
    /// <exception cref="JsonException">One of them is no JSON.</exception>
    public static Difference? Documents(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        using JsonDocument one = JsonDocument.Parse(left), other = JsonDocument.Parse(right);
        return JsonFields.Compare(null, Root, one.RootElement, other.RootElement);
    }

    /// <summary>The first difference of two files of records; null when every record means the same.</summary>
    /// <exception cref="JsonException">A record is no JSON.</exception>
    public static Difference? Records(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        for (long record = 1; !left.IsEmpty || !right.IsEmpty; record++)
        {
            if (left.IsEmpty || right.IsEmpty)
            {
                string place = left.IsEmpty ? "here and not there" : "there and not here";
                return new StructureDifference(string.Create(CultureInfo.InvariantCulture, $"record {record} is {place}"));
            }
            (ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) = (Take(ref left), Take(ref right));
            if (!one.Span.SequenceEqual(other.Span) && Compare(record, one, other) is { } difference)
            {
                return difference;
            }
        }
        return null;
    }

    /// <summary>The record of this number, from 1; empty when there are fewer.</summary>
    public static ReadOnlyMemory<byte> Record(ReadOnlyMemory<byte> records, long number)
    {
        for (long passed = 1; passed < number; passed++)
        {
            Take(ref records);
        }
        return Take(ref records);
    }

    static FieldDifference? Compare(long record, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        using JsonDocument one = JsonDocument.Parse(left), other = JsonDocument.Parse(right);
        return JsonFields.Compare(record, Root, one.RootElement, other.RootElement);
    }

    internal static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> lines)
    {
        int end = lines.Span.IndexOf((byte)'\n');
        ReadOnlyMemory<byte> line = end < 0 ? lines : lines[..end];
        lines = end < 0 ? default : lines[(end + 1)..];
        return line;
    }
}
