namespace Rampart.Learning.Randomness;

/// <summary>Philox 4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).</summary>
/// <remarks>A block is a pure function of (counter, key), so any position of any stream can be computed without the ones before it.</remarks>
public static class Philox
{
    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    /// <summary>Computes the four 32-bit words of one block.</summary>
    /// <param name="low">Counter words 0 (low half) and 1 (high half).</param>
    /// <param name="high">Counter words 2 (low half) and 3 (high half).</param>
    /// <param name="key">Key words 0 (low half) and 1 (high half).</param>
    public static (uint A, uint B, uint C, uint D) Block(ulong low, ulong high, ulong key)
    {
        uint a = (uint)low, b = (uint)(low >> 32), c = (uint)high, d = (uint)(high >> 32);
        uint keyA = (uint)key, keyB = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong productA = (ulong)MultiplierA * a, productB = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(productB >> 32) ^ b ^ keyA, (uint)productB, (uint)(productA >> 32) ^ d ^ keyB, (uint)productA);
            keyA += WeylA;
            keyB += WeylB;
        }

        return (a, b, c, d);
    }
}
