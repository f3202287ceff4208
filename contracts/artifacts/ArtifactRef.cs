namespace Rampart.Contracts;

/// <summary>Names immutable bytes by their content. Messages and manifests carry these, never data.</summary>
/// <param name="Digest">SHA-256 of the bytes, 64 lowercase hexadecimal digits.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="MediaType">What the bytes are: one of <see cref="MediaTypes"/>.</param>
public sealed record ArtifactRef(string Digest, long Size, string MediaType);
