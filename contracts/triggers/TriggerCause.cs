namespace Rampart.Contracts;

/// <summary>Something that happened and may start a run: data arrived, a time came, a run ended, a figure fell, somebody asked.</summary>
/// <param name="Id">
/// The same whoever tells of it and however often: for data the digest of place, name and version, so that a webhook and a lister that
/// both saw the file tell the same cause. 64 lowercase hexadecimal digits.
/// </param>
/// <param name="Kind"><c>data-arrived</c>, <c>schedule</c>, <c>run-finished</c>, <c>metric-dropped</c> or <c>manual</c>.</param>
/// <param name="Subject">What it is about: the file's name below the watched place, the due time, the run's id, the figure, or the person.</param>
/// <param name="Version">The file's version (entity tag or digest); null where there is none.</param>
/// <param name="Bytes">The file's size; null where there is none or it is unknown.</param>
/// <param name="Channel">Who told: <c>event-grid</c>, <c>poller</c>, <c>lister</c>, <c>clock</c>, <c>bus</c>, <c>api</c> or <c>command-line</c>.</param>
/// <param name="Time">When it happened, as the source says; for people only.</param>
public sealed record TriggerCause(
    string Id,
    string Kind,
    string Subject,
    string? Version,
    long? Bytes,
    string Channel,
    DateTimeOffset Time);
