using System.Security.Cryptography;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Stages.Tests;

/// <summary>Artifacts in memory, named by their content.</summary>
internal sealed class MemoryArtifacts
{
    private readonly Dictionary<string, byte[]> _blobs = [];

    public ArtifactRef Add(byte[] bytes, string mediaType = MediaTypes.Binary)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _blobs[digest] = bytes;
        return new ArtifactRef(digest, bytes.Length, mediaType);
    }

    public byte[] Read(ArtifactRef artifact) => _blobs[artifact.Digest];

    public sealed class Inputs(MemoryArtifacts store, IReadOnlyList<NamedArtifact> all) : IStageInputs
    {
        public IReadOnlyList<NamedArtifact> All => all;

        public ReadOnlyMemory<byte> Read(NamedArtifact input) => store.Read(input.Artifact);
    }

    public sealed class Outputs(MemoryArtifacts store) : IStageOutputs
    {
        public List<NamedArtifact> Written { get; } = [];

        public NamedArtifact Write(string role, string mediaType, Action<Stream> write)
        {
            using var stream = new MemoryStream();
            write(stream);
            return Keep(new NamedArtifact(role, store.Add(stream.ToArray(), mediaType)));
        }

        public NamedArtifact Pass(string role, ArtifactRef artifact) => Keep(new NamedArtifact(role, artifact));

        private NamedArtifact Keep(NamedArtifact output)
        {
            Assert.DoesNotContain(Written, other => other.Role == output.Role);
            Written.Add(output);
            return output;
        }
    }
}
