using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rampart.Learning.Randomness;

/// <summary>Derives seeds from names, so that every use of randomness has its own and none depends on the order of the others.</summary>
public static class Seeds
{
    /// <summary>The first 8 bytes (little endian) of SHA-256 over the seed and the length-prefixed UTF-8 parts of <paramref name="path"/>.</summary>
    /// <param name="seed">The seed to start from, usually the run's.</param>
    /// <param name="path">What the derived seed is for, from coarse to fine; ("a", "bc") and ("ab", "c") differ.</param>
    public static ulong Derive(ulong seed, params ReadOnlySpan<string> path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(word, seed);
        hash.AppendData(word);
        foreach (string part in path)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteUInt64LittleEndian(word, (ulong)bytes.Length);
            hash.AppendData(word);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
