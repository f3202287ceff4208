using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>A result of some work, with what is needed to compare it with another.</summary>
/// <param name="Manifest">The result.</param>
/// <param name="Worker">Who made it; empty when nobody recorded it.</param>
/// <param name="Artifacts">Where its outputs are read from.</param>
public sealed record MadeResult(ResultManifest Manifest, string Worker, IArtifactStore Artifacts)
{
    /// <summary>Where it was made.</summary>
    public ExecutionSite Site => new(Worker, Manifest.CodeVersion, Manifest.Fingerprint);
}
