using System.Text.Json.Serialization;

namespace Rampart.Contracts;

/// <summary>Something that happened to a run. A run's state is the fold over its events; events carry no time (the log adds it).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(ItemCompleted), "item-completed")]
[JsonDerivedType(typeof(ItemFailed), "item-failed")]
[JsonDerivedType(typeof(ItemLost), "item-lost")]
[JsonDerivedType(typeof(ItemVerified), "item-verified")]
[JsonDerivedType(typeof(ItemDisagreed), "item-disagreed")]
[JsonDerivedType(typeof(RunPromoted), "run-promoted")]
[JsonDerivedType(typeof(RunRejected), "run-rejected")]
[JsonDerivedType(typeof(RunCompleted), "run-completed")]
[JsonDerivedType(typeof(RunFailed), "run-failed")]
[JsonDerivedType(typeof(RunCancelled), "run-cancelled")]
[JsonDerivedType(typeof(RunReopened), "run-reopened")]
public abstract record RunEvent;

/// <summary>The run exists.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Pipeline">The resolved pipeline (YAML), as stored.</param>
/// <param name="Sources">The source files of the data, by role: <c>source/&lt;stage&gt;/&lt;file&gt;</c>.</param>
/// <param name="Numerics">The declared numerics of its work, such as <c>cpu-float32</c>.</param>
/// <param name="CodeVersion">The version of Rampart that started it.</param>
/// <param name="Priority">Its share of the queues relative to other runs, 1 to 100: a run of priority 20 gets twice the places of one with 10.</param>
/// <param name="Verification">Which of its items are verified; null when none is.</param>
/// <param name="Promotion">What its model is meant for; null when its pipeline says nothing of it.</param>
/// <param name="Trigger">What started it by itself; null when somebody did with a command.</param>
public sealed record RunStarted(
    string RunId,
    ArtifactRef Pipeline,
    IReadOnlyList<NamedArtifact> Sources,
    string Numerics,
    string CodeVersion,
    int Priority = 10,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VerificationRule? Verification = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PromotionTarget? Promotion = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RunTrigger? Trigger = null) : RunEvent;

/// <summary>A work item has a result.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Outputs">What it produced.</param>
/// <param name="Cached">Whether the result was there before.</param>
public sealed record ItemCompleted(
    string Stage, string Item, string ExecutionKey, IReadOnlyList<NamedArtifact> Outputs, bool Cached) : RunEvent;

/// <summary>A work item failed for good.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Failure">Why.</param>
public sealed record ItemFailed(string Stage, string Item, string ExecutionKey, Failure Failure) : RunEvent;

/// <summary>What a finished item produced is missing or damaged, so the item has no result any more and is done again.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="Artifact">The artifact that is gone.</param>
public sealed record ItemLost(string Stage, string Item, ArtifactRef Artifact) : RunEvent;

/// <summary>An item was computed again, and its result stands.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="ComputedBy">The worker that made the result; empty when nobody recorded it.</param>
/// <param name="VerifiedBy">The worker that computed it again; the same one, with nothing left in memory of the first time, when there was no other.</param>
/// <param name="Verdict"><c>identical</c>, <c>within-tolerance</c> or <c>other-device</c>.</param>
public sealed record ItemVerified(
    string Stage, string Item, string ExecutionKey, string ComputedBy, string VerifiedBy, string Verdict) : RunEvent;

/// <summary>An item was computed again and its result could not be confirmed, which ends the run.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Failure">Where the two results part, or why there is no second one.</param>
public sealed record ItemDisagreed(string Stage, string Item, string ExecutionKey, Failure Failure) : RunEvent;

/// <summary>The run's model is a version of the registry now, and the alias that it was meant for stands for it.</summary>
/// <param name="Model">The model's name in the registry.</param>
/// <param name="Version">The version.</param>
/// <param name="Alias">The alias.</param>
/// <param name="From">The version that the alias stood for before; null when it was new.</param>
public sealed record RunPromoted(string Model, int Version, string Alias, int? From) : RunEvent;

/// <summary>The run's model is a version of the registry now, but the alias that it was meant for does not stand for it.</summary>
/// <param name="Model">The model's name in the registry.</param>
/// <param name="Version">The version.</param>
/// <param name="Alias">The alias.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Failed">The gates that did not hold; empty when something else was the reason.</param>
public sealed record RunRejected(string Model, int Version, string Alias, string Reason, IReadOnlyList<GateVerdict> Failed) : RunEvent;

/// <summary>Every stage has finished.</summary>
public sealed record RunCompleted : RunEvent;

/// <summary>The run can't go on.</summary>
/// <param name="Failure">Why.</param>
public sealed record RunFailed(Failure Failure) : RunEvent;

/// <summary>Somebody stopped the run.</summary>
/// <param name="Reason">Why, in their words.</param>
public sealed record RunCancelled(string Reason) : RunEvent;

/// <summary>A failed run goes on: the failed items that ended it are forgotten and ordered again.</summary>
/// <param name="Reason">Why another attempt may succeed, in the words of whoever asked for it.</param>
/// <param name="Stages">The stages whose failed items are forgotten: those that had more of them than they tolerate.</param>
public sealed record RunReopened(string Reason, IReadOnlyList<string> Stages) : RunEvent;
