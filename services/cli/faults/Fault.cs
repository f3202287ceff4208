namespace Rampart.Cli.Faults;

/// <summary>Something that went wrong and waits for somebody to decide about it.</summary>
/// <param name="Id">Names it on the command line.</param>
/// <param name="Source">Where it waits: a run's log, or a dead-letter queue.</param>
/// <param name="Time">When it went wrong.</param>
/// <param name="What">What went wrong.</param>
/// <param name="Where">Where.</param>
/// <param name="Fix">What to do about it.</param>
sealed record Fault(string Id, string Source, DateTimeOffset? Time, string What, string Where, string Fix);
