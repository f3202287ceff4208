using System.Globalization;

namespace Rampart.Replay;

/// <summary>Bytes without a known format, or two texts that mean the same but are written differently.</summary>
/// <param name="Offset">The first byte that differs, or the length of the shorter one when it is the beginning of the longer.</param>
/// <param name="LeftLength">Bytes in all.</param>
/// <param name="RightLength">Bytes in all.</param>
public sealed record ByteDifference(long Offset, long LeftLength, long RightLength) : Difference
{
    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"byte {Offset} is the first that differs ({LeftLength} bytes there, {RightLength} here)");

    /// <summary>The first difference; null when there is none.</summary>
    internal static ByteDifference? Between(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right) ? null : new ByteDifference(left.CommonPrefixLength(right), left.Length, right.Length);
}
