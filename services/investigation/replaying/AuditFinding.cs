using System.Text.Json.Serialization;

namespace Rampart.Investigation.Replaying;

/// <summary>Something that journal, plan and log of a run do not agree on, or that happened more than once.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Severity">What it means for the replay.</param>
/// <param name="What">What happened, one sentence with names, ids, workers and times.</param>
/// <param name="Stage">The stage that it is about, if it is about one.</param>
/// <param name="Item">The item that it is about, if it is about one.</param>
/// <param name="MessageId">The message, if it is about one.</param>
/// <param name="Worker">The process where it was seen, if that is known.</param>
/// <param name="Time">When, by the clock of that process.</param>
public sealed record AuditFinding(
    AuditKind Kind, AuditSeverity Severity, string What, string? Stage, string? Item, Guid? MessageId, string? Worker, DateTimeOffset? Time);

/// <summary>What a finding means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditSeverity>))]
public enum AuditSeverity
{
    /// <summary>Harmless, as repeated messages are.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,

    /// <summary>Something is missing.</summary>
    [JsonStringEnumMemberName("loss")]
    Loss,

    /// <summary>Two records exclude each other.</summary>
    [JsonStringEnumMemberName("contradiction")]
    Contradiction,
}

/// <summary>What an audit can find.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditKind>))]
public enum AuditKind
{
    /// <summary>The plan wants an item that nobody has ordered.</summary>
    [JsonStringEnumMemberName("never-ordered")]
    NeverOrdered,

    /// <summary>An order was sent that the plan does not state.</summary>
    [JsonStringEnumMemberName("not-planned")]
    NotPlanned,

    /// <summary>A message was sent and has arrived nowhere.</summary>
    [JsonStringEnumMemberName("never-arrived")]
    NeverArrived,

    /// <summary>An order arrived, and nobody answered it.</summary>
    [JsonStringEnumMemberName("never-answered")]
    NeverAnswered,

    /// <summary>A message went to the dead letters.</summary>
    [JsonStringEnumMemberName("dead-lettered")]
    DeadLettered,

    /// <summary>A message arrived more than once on one queue.</summary>
    [JsonStringEnumMemberName("delivered-twice")]
    DeliveredTwice,

    /// <summary>An item was answered more than once.</summary>
    [JsonStringEnumMemberName("answered-twice")]
    AnsweredTwice,

    /// <summary>Two answers, or an answer and the log, name different outputs for the same work.</summary>
    [JsonStringEnumMemberName("answers-differ")]
    AnswersDiffer,

    /// <summary>An answer that counts is not in the log.</summary>
    [JsonStringEnumMemberName("not-in-log")]
    NotInLog,

    /// <summary>The log has a result that nobody has answered.</summary>
    [JsonStringEnumMemberName("not-in-journal")]
    NotInJournal,

    /// <summary>A part of the journal can't be read.</summary>
    [JsonStringEnumMemberName("damaged-journal")]
    DamagedJournal,

    /// <summary>An envelope can't be read.</summary>
    [JsonStringEnumMemberName("damaged-envelope")]
    DamagedEnvelope,
}
