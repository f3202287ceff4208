namespace Rampart.Pipeline;

/// <summary>A model of the registry that a stage reads. It is looked up when the run starts, so that the run depends on its bytes and not on an alias.</summary>
/// <param name="Model">As users name it, for example <c>clip@production</c>.</param>
/// <param name="IsRequired">Whether a run without it makes no sense.</param>
public sealed record RegisteredSource(string Model, bool IsRequired);
