using System.Security.Cryptography;

namespace Rampart.Signing;

/// <summary>The public keys whose signatures are believed, by their names.</summary>
public sealed class TrustedKeys
{
    const string PublicKey = "PUBLIC KEY";
    readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);

    /// <summary>The keys that the options name.</summary>
    /// <exception cref="SigningException">A key can't be read.</exception>
    public TrustedKeys(SigningOptions options)
    {
        if (SigningKey.Of(options) is { } own)
        {
            Add(own.PublicPem, "the own key");
            own.Dispose();
        }
        if (options.TrustedKeys is { } file)
        {
            ReadFile(KeyFiles.Read(file, "Rampart:Signing:TrustedKeys"), file);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>Whether a key of this name is among them.</summary>
    public bool Has(string keyId) => _keys.ContainsKey(keyId);

    /// <summary>Whether bytes were signed with the key of this name, and the key is trusted.</summary>
    public bool Verify(string keyId, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) =>
        _keys.TryGetValue(keyId, out ECDsa? key) && key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    void ReadFile(string text, string file)
    {
        int found = 0;
        for (ReadOnlySpan<char> rest = text; PemEncoding.TryFind(rest, out PemFields fields); rest = rest[fields.Location.End..])
        {
            if (!rest[fields.Label].SequenceEqual(PublicKey))
            {
                throw new SigningException($"{file} holds a {rest[fields.Label]}. A file of trusted keys holds public keys only (openssl ec -pubout).");
            }
            Add(rest[fields.Location], file);
            found++;
        }
        if (found == 0)
        {
            throw new SigningException($"{file}, which Rampart:Signing:TrustedKeys names, holds no public key as PEM.");
        }
    }

    void Add(ReadOnlySpan<char> pem, string where)
    {
        ECDsa key = P256.Read(pem, where);
        _keys[P256.IdOf(key)] = key;
    }
}
