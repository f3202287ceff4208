using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>What came of a work order.</summary>
/// <param name="Manifest">The result, stored.</param>
/// <param name="Cached">Whether it was there before.</param>
public sealed record WorkResult(ResultManifest Manifest, bool Cached);
