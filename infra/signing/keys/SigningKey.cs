using System.Security.Cryptography;

namespace Rampart.Signing;

/// <summary>The private key that this process signs with.</summary>
public sealed class SigningKey : IDisposable
{
    readonly ECDsa _key;

    SigningKey(ECDsa key) => (_key, Id) = (key, P256.IdOf(key));

    /// <summary>The key's name: SHA-256 of its public part, 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The public part, as PEM.</summary>
    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The key that the options name; null when they name none.</summary>
    /// <exception cref="SigningException">It can't be read, or has no private part.</exception>
    public static SigningKey? Of(SigningOptions options) => options switch
    {
        { Key: { } pem } => Private(pem.Replace("\\n", "\n", StringComparison.Ordinal), "Rampart:Signing:Key"),
        { KeyFile: { } file } => Private(KeyFiles.Read(file, "Rampart:Signing:KeyFile"), file),
        _ => null,
    };

    /// <summary>Signs bytes: ECDSA over their SHA-256, as a DER sequence.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    static SigningKey Private(string pem, string where)
    {
        ECDsa key = P256.Read(pem, where);
        try
        {
            key.ExportPkcs8PrivateKey();
            return new SigningKey(key);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw new SigningException($"{where} holds a public key. Whoever signs needs the private one.");
        }
    }
}
