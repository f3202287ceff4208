using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>Chooses the items of a run that are verified: the same ones in each run of the same file, and more of the same ones with a larger share.</summary>
public static class VerificationSample
{
    /// <summary>
    /// Whether work is among them: the first 8 bytes, big-endian, of SHA-256 over the seed (8 bytes, big-endian) and the execution key (UTF-8),
    /// divided by 2^64, are less than the share.
    /// </summary>
    public static bool Includes(VerificationRule? rule, string executionKey)
    {
        if (rule is null)
        {
            return false;
        }
        byte[] key = Encoding.UTF8.GetBytes(executionKey);
        byte[] bytes = new byte[sizeof(ulong) + key.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, rule.Seed);
        key.CopyTo(bytes, sizeof(ulong));
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes)) / Math.Pow(2, 64) < rule.Share || rule.Share >= 1;
    }
}
