using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using Rampart.Contracts;

namespace Rampart.Pipeline.Planning;

/// <summary>
/// Artifacts at a fifth of their weight: digests as bytes, words shared. Each look makes the artifact anew, so a run of a million items
/// keeps what it has to keep and nothing else.
/// </summary>
public sealed class PackedArtifacts : IReadOnlyList<NamedArtifact>
{
    const int DigestBytes = 32;
    const int EntryBytes = DigestBytes + sizeof(long);
    const int WordsPerEntry = 2;
    static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

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
    /// <param name="artifacts">The artifacts; pure, since they are looked at twice.</param>
    /// <param name="like">Others whose words are shared if they are the same, as they are from item to item of a stage.</param>
    public static IReadOnlyList<NamedArtifact> Of(IEnumerable<NamedArtifact> artifacts, IReadOnlyList<NamedArtifact>? like = null)
    {
        // Counted first, so that an array of millions need not be copied as it grows.
        var count = artifacts.Count();
        var words = new string[count * WordsPerEntry];
        var entries = new byte[count * EntryBytes];
        var mediaTypes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, (role, artifact)) in artifacts.Index())
        {
            if (!IsDigest(artifact.Digest))
            {
                return [.. artifacts];
            }
            var entry = entries.AsSpan(place * EntryBytes, EntryBytes);
            Convert.FromHexString(artifact.Digest, entry[..DigestBytes], out _, out _);
            BinaryPrimitives.WriteInt64LittleEndian(entry[DigestBytes..], artifact.Size);
            words[place * WordsPerEntry] = role;
            words[(place * WordsPerEntry) + 1] =
                mediaTypes.TryGetValue(artifact.MediaType, out var shared) ? shared : mediaTypes[artifact.MediaType] = artifact.MediaType;
        }
        return new PackedArtifacts(like is PackedArtifacts other && other._words.AsSpan().SequenceEqual(words) ? other._words : words, entries);
    }

    /// <summary>The role at a place of a list, without making the artifact where that can be helped.</summary>
    public static string RoleOf(IReadOnlyList<NamedArtifact> artifacts, int place) =>
        artifacts is PackedArtifacts packed ? packed._words[place * WordsPerEntry] : artifacts[place].Role;

    /// <summary>Whether the text is a SHA-256 digest as this house writes them.</summary>
    public static bool IsDigest(string text) => text.Length == 2 * DigestBytes && !text.AsSpan().ContainsAnyExcept(Hexadecimal);

    /// <inheritdoc/>
    public IEnumerator<NamedArtifact> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
