using System.Security.Cryptography;
using System.Text;

namespace Rampart.Bus;

/// <summary>Message ids that follow from what a message says, so that sending it twice is the same message twice.</summary>
public static class MessageIds
{
    /// <summary>The first 16 bytes of SHA-256 over the parts, each ended by a zero byte.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
