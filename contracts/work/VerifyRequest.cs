namespace Rampart.Contracts;

/// <summary>Asks to compute a work item again, store nothing, and compare with the result that is stored.</summary>
/// <param name="ComputedBy">The worker that made the stored result, which should not be the one that verifies it; empty when nobody recorded it.</param>
public sealed record VerifyRequest(string ComputedBy);
