namespace Rampart.Contracts;

/// <summary>Where two results of the same work part.</summary>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Role">The first output that differs.</param>
/// <param name="StoredDigest">Its digest in the stored result; empty when that has no such output.</param>
/// <param name="OtherDigest">Its digest in the other result; empty when that has no such output.</param>
/// <param name="Difference">The first tensor, record or byte within it that differs, in one sentence; "there" is the stored result.</param>
/// <param name="Stored">Where the stored result was made.</param>
/// <param name="Other">Where the other result was made.</param>
public sealed record ResultDivergence(
    string ExecutionKey, string Role, string StoredDigest, string OtherDigest, string Difference, ExecutionSite Stored, ExecutionSite Other);
