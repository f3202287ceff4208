using System.Text.Json;
using Rampart.Contracts;
using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Tells whether two artifacts differ in nothing but floating-point numbers, and in those by little.</summary>
public static class ToleranceComparison
{
    /// <summary>Whether every floating-point number x there and y here are at most <c>tolerance * max(1, |x|, |y|)</c> apart, and all else is the same.</summary>
    /// <param name="mediaType">What both hold, one of <see cref="MediaTypes"/>; in anything but tensors and JSON every byte must be the same.</param>
    /// <param name="left">The bytes there.</param>
    /// <param name="right">The bytes here.</param>
    /// <param name="tolerance">At least 0. NaN is near NaN alone, an infinity near itself.</param>
    public static bool IsWithin(string mediaType, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, double tolerance)
    {
        if (left.Span.SequenceEqual(right.Span))
        {
            return true;
        }
        try
        {
            return mediaType switch
            {
                MediaTypes.Safetensors => TensorTolerance.IsWithin(left, right, tolerance),
                MediaTypes.Json => JsonTolerance.Documents(left, right, tolerance),
                MediaTypes.JsonLines => JsonTolerance.Records(left, right, tolerance),
                _ => false,
            };
        }
        catch (Exception e) when (e is SafetensorsException or JsonException)
        {
            return false; // One of the two is damaged in its form, and the other is not, or differently.
        }
    }

    /// <summary>Whether two numbers are so near.</summary>
    internal static bool IsNear(double x, double y, double tolerance) =>
        x.Equals(y) || x == y || Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))) && double.IsFinite(x) && double.IsFinite(y);
}
