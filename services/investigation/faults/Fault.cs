namespace Rampart.Investigation.Faults;

/// <summary>Something that went wrong and waits for somebody to decide about it.</summary>
/// <param name="Id">Names it on the command line.</param>
/// <param name="Source">Where it waits: the word <c>run</c>, or the queue whose dead letter it is.</param>
/// <param name="Since">When it went wrong; null when nothing says so.</param>
/// <param name="What">What went wrong.</param>
/// <param name="Where">The run, stage and item that it is about, as far as known.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="Kind">A kind of failure that is told apart, such as <c>determinism</c>; null for all others.</param>
public sealed record Fault(string Id, string Source, DateTimeOffset? Since, string What, string Where, string Fix, string? Kind = null);
