using System.Globalization;

namespace Rampart.Replay;

/// <summary>A field of a JSON document or record.</summary>
/// <param name="Record">The record's number from 1 in a file of records; null in a file of one document.</param>
/// <param name="Path">The field, for example <c>$.rows[3].value</c>.</param>
/// <param name="Left">What stands there, as JSON, shortened; null when it is absent.</param>
/// <param name="Right">What stands here, likewise.</param>
public sealed record FieldDifference(long? Record, string Path, string? Left, string? Right) : Difference
{
    /// <inheritdoc/>
    public override string Describe()
    {
        string where = Record is { } record ? string.Create(CultureInfo.InvariantCulture, $"record {record}, {Path}") : Path;
        return $"{where} is {Left ?? "absent"} there and {Right ?? "absent"} here";
    }
}
