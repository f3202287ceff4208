using System.Globalization;
using System.Text.Json;
using Rampart.Artifacts;

namespace Rampart.Signing;

/// <summary>The signatures of a model's versions: documents <c>models/NAME/signatures/VERSION/KEY.json</c>, one per key.</summary>
sealed class SignatureDocuments(IDocumentStore documents)
{
    /// <summary>How statements and envelopes are written.</summary>
    public static JsonSerializerOptions Json { get; } = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Whether a version has been signed with a key.</summary>
    public async Task<bool> HasAsync(string model, int version, string keyId, CancellationToken cancellation) =>
        await documents.FindAsync($"{Above(model, version)}/{keyId}.json", cancellation) is not null;

    /// <summary>Keeps a signature; the first one of a key stays.</summary>
    public Task AddAsync(string model, int version, string keyId, SignedEnvelope envelope, CancellationToken cancellation) =>
        documents.TryCreateAsync($"{Above(model, version)}/{keyId}.json", JsonSerializer.SerializeToUtf8Bytes(envelope, Json), cancellation);

    /// <summary>All signatures of a version by the names of their documents; null for a document that is none.</summary>
    public async Task<IReadOnlyList<(string Name, SignedEnvelope? Envelope)>> ReadAsync(string model, int version, CancellationToken cancellation)
    {
        var found = new List<(string, SignedEnvelope?)>();
        foreach (string name in await documents.ListAsync(Above(model, version), cancellation))
        {
            found.Add((name, await documents.FindAsync(name, cancellation) is { } bytes ? Parse<SignedEnvelope>(bytes) : null));
        }
        return found;
    }

    /// <summary>The record in these bytes; null when they are none.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> bytes) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Json);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    static string Above(string model, int version) => $"models/{model}/signatures/{version.ToString("D8", CultureInfo.InvariantCulture)}";
}
