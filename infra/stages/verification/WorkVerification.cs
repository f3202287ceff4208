namespace Rampart.Stages;

/// <summary>A result that was confirmed.</summary>
/// <param name="VerifiedBy">The worker that computed the item again.</param>
/// <param name="Verdict">How the two results compare: a word of <see cref="Judgement"/>, not <see cref="Judgement.Fault"/>.</param>
public sealed record WorkVerification(string VerifiedBy, string Verdict);
