using System.Text.Json;

namespace Rampart.Replay;

/// <summary>Compares two JSON documents, or two files of one record per line, numbers within a tolerance.</summary>
static class JsonTolerance
{
    /// <summary>Whether two documents have the same fields and values, numbers as near as asked for.</summary>
    /// <exception cref="JsonException">One of them is no JSON.</exception>
    public static bool Documents(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, double tolerance)
    {
        using JsonDocument one = JsonDocument.Parse(left), other = JsonDocument.Parse(right);
        return IsWithin(one.RootElement, other.RootElement, tolerance);
    }

    /// <summary>The same for files of records.</summary>
    /// <exception cref="JsonException">A record is no JSON.</exception>
    public static bool Records(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, double tolerance)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            (ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) = (JsonFiles.Take(ref left), JsonFiles.Take(ref right));
            if (!one.Span.SequenceEqual(other.Span) && !Documents(one, other, tolerance))
            {
                return false;
            }
        }
        return left.IsEmpty && right.IsEmpty;
    }

    static bool IsWithin(JsonElement left, JsonElement right, double tolerance) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) =>
            left.GetRawText() == right.GetRawText() || ToleranceComparison.IsNear(left.GetDouble(), right.GetDouble(), tolerance),
        (JsonValueKind.Object, JsonValueKind.Object) => left.GetPropertyCount() == right.GetPropertyCount()
            && left.EnumerateObject().All(property => right.TryGetProperty(property.Name, out JsonElement counterpart) && IsWithin(property.Value, counterpart, tolerance)),
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => IsWithin(pair.First, pair.Second, tolerance)),
        _ => JsonElement.DeepEquals(left, right),
    };
}
