using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rampart.Notifications;

/// <summary>
/// Proves who sent a notification, and when: <c>t=SECONDS,v1=HEX</c>, where HEX is HMAC-SHA256 over the seconds since 1970, a dot and the body,
/// with the shared key (UTF-8). Whoever receives it refuses one that is older than a few minutes.
/// </summary>
public static class NotificationSignature
{
    /// <summary>The header.</summary>
    public const string Header = "Rampart-Signature";

    /// <summary>The header's value.</summary>
    public static string Of(ReadOnlySpan<byte> body, string key, DateTimeOffset time)
    {
        string seconds = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{seconds}."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed))}";
    }
}
