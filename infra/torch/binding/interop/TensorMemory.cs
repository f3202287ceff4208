namespace TorchSharp.Interop;

/// <summary>
/// Counts the bytes that tensors hold outside the managed heap, which the collector cannot see. A tensor costs it a few
/// bytes, so it would let gigabytes pile up; once the count passes a limit we ask for a collection ourselves. Code that disposes its
/// tensors never gets there.
/// </summary>
internal static class TensorMemory
{
    private const long Unit = 256;
    private const long Slack = 256L << 20;

    private static long s_live;
    private static long s_limit = Slack;
    private static int s_collecting;

    /// <summary>Bytes of the tensors that own their storage.</summary>
    internal static long Live => Interlocked.Read(ref s_live);

    internal static void Add(int units)
    {
        if (units != 0 && Interlocked.Add(ref s_live, units * Unit) > Volatile.Read(ref s_limit)) Collect();
    }

    internal static void Remove(int units)
    {
        if (units != 0) Interlocked.Add(ref s_live, -units * Unit);
    }

    private static void Collect()
    {
        if (Interlocked.Exchange(ref s_collecting, 1) != 0) return;
        long before = Live;
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        if (Live > before / 2)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // What is left is in use: the next collection comes after as much again, so that a big model does not collect all the time.
        Volatile.Write(ref s_limit, Math.Max(Slack, Live * 2));
        Volatile.Write(ref s_collecting, 0);
    }
}
