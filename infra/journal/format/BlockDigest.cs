using System.Security.Cryptography;
using System.Text;

namespace Rampart.Journal.Format;

/// <summary>Digests of blocks: SHA-256, or HMAC-SHA256 with a key that whoever changes a journal does not have.</summary>
sealed class BlockDigest : IDisposable
{
    /// <summary>The length of a digest.</summary>
    public const int Bytes = 32;

    const int KeyNameBytes = 8;
    readonly IncrementalHash _hash;

    public BlockDigest(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            return;
        }
        byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        KeyName = Convert.ToHexStringLower(HMACSHA256.HashData(secret, "rampart journal key"u8).AsSpan(0, KeyNameBytes));
    }

    /// <summary>Tells keys apart without telling the key; null when there is none.</summary>
    public string? KeyName { get; }

    /// <summary>The digest of a block: header and payload.</summary>
    public void Of(ReadOnlySpan<byte> block, Span<byte> digest)
    {
        _hash.AppendData(block);
        _hash.GetHashAndReset(digest);
    }

    public void Dispose() => _hash.Dispose();
}
