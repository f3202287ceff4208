using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rampart.Pipeline;

/// <summary>Gives every stage a seed of its own, so that stages do not share randomness and shards do.</summary>
public static class StageSeed
{
    /// <summary>The first 8 bytes, big-endian, of SHA-256 over the pipeline's seed (8 bytes, big-endian) and the stage's name (UTF-8).</summary>
    public static ulong Of(ulong pipelineSeed, string stage)
    {
        var name = Encoding.UTF8.GetBytes(stage);
        var bytes = new byte[sizeof(ulong) + name.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, pipelineSeed);
        name.CopyTo(bytes, sizeof(ulong));
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes));
    }
}
