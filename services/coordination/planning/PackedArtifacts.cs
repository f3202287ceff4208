using System.Buffers.Binary;
using System.Collections;
using System.Runtime.InteropServices;
using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>
/// Artifacts at a fifth of their weight: digests as bytes, words shared. Each look makes the artifact anew, so a run of a million items
/// keeps what it has to keep and nothing else.
/// </summary>
public sealed class PackedArtifacts : IReadOnlyList<NamedArtifact>
{
    const int DigestBytes = 32;
    const int EntryBytes = DigestBytes + sizeof(long);
    const int WordsPerEntry = 2;

    readonly string[] _words;
    readonly byte[] _entries;

    PackedArtifacts(string[] words, byte[] entries) => (_words, _entries) = (words, entries);

    /// <inheritdoc/>
    public int Count => _entries.Length / EntryBytes;

    /// <inheritdoc/>
    public NamedArtifact this[int index]
    {
        get
        {
            ReadOnlySpan<byte> entry = _entries.AsSpan(index * EntryBytes, EntryBytes);
            return new NamedArtifact(_words[index * WordsPerEntry], new ArtifactRef(
                Convert.ToHexStringLower(entry[..DigestBytes]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[DigestBytes..]),
                _words[(index * WordsPerEntry) + 1]));
        }
    }

    /// <summary>Packs artifacts. Those with a digest that is none are kept as they are, unpacked.</summary>
    /// <param name="artifacts">The artifacts; pure, since they may be looked at twice.</param>
    /// <param name="like">Others whose words are shared if they are the same, as they are from item to item of a stage.</param>
    public static IReadOnlyList<NamedArtifact> Of(IEnumerable<NamedArtifact> artifacts, IReadOnlyList<NamedArtifact>? like = null)
    {
        var words = new List<string>();
        var entries = new MemoryStream();
        var mediaTypes = new Dictionary<string, string>(StringComparer.Ordinal);
        Span<byte> entry = stackalloc byte[EntryBytes];
        foreach (var (role, artifact) in artifacts)
        {
            if (!IsDigest(artifact.Digest))
            {
                return [.. artifacts];
            }
            Convert.FromHexString(artifact.Digest, entry[..DigestBytes], out _, out _);
            BinaryPrimitives.WriteInt64LittleEndian(entry[DigestBytes..], artifact.Size);
            entries.Write(entry);
            words.Add(role);
            words.Add(mediaTypes.TryGetValue(artifact.MediaType, out var shared) ? shared : mediaTypes[artifact.MediaType] = artifact.MediaType);
        }
        var sharing = like is PackedArtifacts other && other._words.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(words)) ? other : null;
        return new PackedArtifacts(sharing?._words ?? [.. words], entries.ToArray());
    }

    /// <inheritdoc/>
    public IEnumerator<NamedArtifact> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the text is a SHA-256 digest as this house writes them.</summary>
    internal static bool IsDigest(string text) => text.Length == 2 * DigestBytes && text.All(char.IsAsciiHexDigitLower);
}
