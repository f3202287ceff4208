namespace Rampart.Contracts;

/// <summary>The process that wrote a journal.</summary>
/// <param name="Worker">Host name and process id.</param>
/// <param name="CodeVersion">The version of Rampart.</param>
/// <param name="Fingerprint">All that can change the last bits of what it computes; null for a process that computes nothing.</param>
/// <param name="Transport"><c>memory</c> or <c>rabbitmq</c>.</param>
public sealed record JournalWriter(string Worker, string CodeVersion, NumericsFingerprint? Fingerprint, string Transport);
