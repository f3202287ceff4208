using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>A cause that no run has been planned for.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="Accepted">When it was handed in.</param>
/// <param name="Samples">How many samples its file holds; null as long as nobody has counted them.</param>
public sealed record PendingCause(TriggerCause Cause, DateTimeOffset Accepted, long? Samples);
