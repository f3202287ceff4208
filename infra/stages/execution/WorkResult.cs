using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>What came of a work order.</summary>
/// <param name="Manifest">The result, stored.</param>
/// <param name="Cached">Whether it was there before.</param>
/// <param name="Difference">How what was computed differs from what is stored, where the stage declares that it may; null when it does not.</param>
public sealed record WorkResult(ResultManifest Manifest, bool Cached, Judgement? Difference = null);
