using System.Text;
using System.Text.Json.Serialization;

namespace Rampart.Signing;

/// <summary>A signed document in the form of DSSE 1.0 (Dead Simple Signing Envelope), as in-toto and its tools use it.</summary>
/// <param name="PayloadType">What the payload is.</param>
/// <param name="Payload">The document's bytes.</param>
/// <param name="Signatures">At least one.</param>
public sealed record SignedEnvelope(
    [property: JsonPropertyName("payloadType")] string PayloadType,
    [property: JsonPropertyName("payload")] byte[] Payload,
    [property: JsonPropertyName("signatures")] IReadOnlyList<EnvelopeSignature> Signatures)
{
    /// <summary>The payload type of in-toto statements.</summary>
    public const string Statement = "application/vnd.in-toto+json";

    /// <summary>Signs a document.</summary>
    public static SignedEnvelope Of(byte[] payload, SigningKey key) =>
        new(Statement, payload, [new EnvelopeSignature(key.Id, key.Sign(Authenticated(Statement, payload)))]);

    /// <summary>Whether this signature was made over type and payload with a trusted key.</summary>
    public bool IsSound(EnvelopeSignature signature, TrustedKeys keys) =>
        keys.Verify(signature.KeyId, Authenticated(PayloadType, Payload), signature.Signature);

    // The specification's pre-authentication encoding: lengths in front, so that no two documents give the same bytes.
    static byte[] Authenticated(string type, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} "), .. payload];
}

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">The key's name: SHA-256 of its public part, 64 hexadecimal digits.</param>
/// <param name="Signature">ECDSA over SHA-256, a DER sequence.</param>
public sealed record EnvelopeSignature(
    [property: JsonPropertyName("keyid")] string KeyId,
    [property: JsonPropertyName("sig")] byte[] Signature);
