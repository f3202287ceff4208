namespace Rampart.Contracts;

/// <summary>Why something did not work, in the order in which a reader needs it.</summary>
/// <param name="What">What is wrong, one sentence.</param>
/// <param name="Where">The file and byte, the YAML line, the stage and item.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="Permanent">Whether trying again without a change is pointless.</param>
public sealed record Failure(string What, string Where, string Fix, bool Permanent);
