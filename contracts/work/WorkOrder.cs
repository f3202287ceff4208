using System.Text.Json.Serialization;

namespace Rampart.Contracts;

/// <summary>A work item together with its place in a run. The place does not influence the result.</summary>
/// <param name="RunId">The run that wants it.</param>
/// <param name="Stage">The stage's name in the pipeline, for example <c>adpo/2/mine</c>.</param>
/// <param name="Item">The item's name within the stage, for example <c>shard-003</c> or <c>segment-01</c>.</param>
/// <param name="ExecutionKey">64 hexadecimal digits; whoever executes recomputes it and refuses a mismatch.</param>
/// <param name="Work">What to do.</param>
/// <param name="Generation">How often the run had been reopened when this was ordered; tells orders of a reopened run from late ones of before.</param>
/// <param name="Verify">Set when the item has a result, which is to be verified.</param>
public sealed record WorkOrder(
    string RunId,
    string Stage,
    string Item,
    string ExecutionKey,
    WorkItem Work,
    int Generation = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VerifyRequest? Verify = null);
