using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Artifacts.Formats;

/// <summary>Manifests and execution records as bytes. What can't be one, was damaged from outside: it counts as absent and is replaced.</summary>
static class StoreDocuments
{
    /// <summary>The longest document that is read, in bytes; far above that of any stage.</summary>
    public const int MostBytes = 64 << 20;

    public static byte[] Format<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, StoreJson.Document);

    /// <summary>The manifest of this work; null if the bytes are none.</summary>
    public static ResultManifest? Manifest(ReadOnlySpan<byte> bytes, string executionKey) =>
        Parse<ResultManifest>(bytes) is { } manifest && manifest.ExecutionKey == executionKey && manifest.Outputs.All(IsValid) ? manifest : null;

    /// <summary>The execution record of this work; null if the bytes are none.</summary>
    public static ExecutionRecord? Record(ReadOnlySpan<byte> bytes, string executionKey) =>
        Parse<ExecutionRecord>(bytes) is { } record && record.ExecutionKey == executionKey ? record : null;

    /// <summary>The result can't be committed, since one of its outputs is not in the store.</summary>
    public static ArtifactException NotStored(ResultManifest manifest, NamedArtifact output) => new(
        $"Output \"{output.Role}\" ({output.Artifact.Digest}) of {manifest.Work.Kind} {manifest.ExecutionKey} is not in the store, so the result can't be "
        + "committed. A stage names only artifacts that it has written or was given.");

    static T? Parse<T>(ReadOnlySpan<byte> bytes) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, StoreJson.Document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool IsValid(NamedArtifact? output) => output is { Role: not null, Artifact: { Size: >= 0 } artifact } && Digest.IsValid(artifact.Digest);
}
