using System.Buffers.Binary;
using System.Globalization;

namespace Rampart.Bus;

/// <summary>Makes pauses of different waiters differ. It follows from who waits and for which time, so it needs no randomness.</summary>
static class Jitter
{
    /// <summary>A factor between 0.75 and 1.25.</summary>
    public static double Of(int attempt, params ReadOnlySpan<string> waiter)
    {
        Span<byte> id = stackalloc byte[16];
        MessageIds.Of(["jitter", attempt.ToString(CultureInfo.InvariantCulture), .. waiter]).TryWriteBytes(id);
        return 0.75 + BinaryPrimitives.ReadUInt32LittleEndian(id) / (2.0 * uint.MaxValue);
    }
}
