namespace Rampart.Contracts;

/// <summary>A work item was computed again, and its stored result stands.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="ComputedBy">The worker that made the stored result; empty when nobody recorded it.</param>
/// <param name="VerifiedBy">The worker that computed it again.</param>
/// <param name="Verdict"><c>identical</c>, <c>within-tolerance</c> or <c>other-device</c> (it differs, which its stage declares as possible on another kind of machine).</param>
public sealed record WorkItemVerified(
    string RunId, string Stage, string Item, string ExecutionKey, string ComputedBy, string VerifiedBy, string Verdict);
