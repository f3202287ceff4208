using System.Security.Cryptography;

namespace Rampart.Signing;

/// <summary>Keys of ECDSA on the curve P-256.</summary>
static class P256
{
    const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>Reads one key.</summary>
    /// <param name="pem">The key as PEM.</param>
    /// <param name="where">Where it was written, for messages.</param>
    /// <exception cref="SigningException">It is none. The message does not repeat it.</exception>
    public static ECDsa Read(ReadOnlySpan<char> pem, string where)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve
                ? key
                : throw new CryptographicException("It is on another curve.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            // What was thrown is not passed on: it may quote the key.
            throw new SigningException(
                $"{where} holds no key of ECDSA on P-256 as PEM without a password. Make one with `openssl ecparam -name prime256v1 -genkey -noout`.");
        }
    }

    /// <summary>The key's name: SHA-256 of its public part (SubjectPublicKeyInfo, DER), 64 lowercase hexadecimal digits.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
