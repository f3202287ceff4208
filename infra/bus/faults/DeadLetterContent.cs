namespace Rampart.Bus.Faults;

/// <summary>All of a dead letter, shortened for people.</summary>
/// <param name="Letter">The summary.</param>
/// <param name="Headers">The headers, by name.</param>
/// <param name="Body">The body as text; the envelope, if it is one.</param>
/// <param name="IsShortened">Whether headers or body are longer than shown.</param>
public sealed record DeadLetterContent(DeadLetter Letter, IReadOnlyDictionary<string, string> Headers, string Body, bool IsShortened);
