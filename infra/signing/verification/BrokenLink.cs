namespace Rampart.Signing;

/// <summary>A place at which the chain from a model to its data does not hold.</summary>
/// <param name="Link">Which: a signature, an entry of a history or log, a result, an artifact.</param>
/// <param name="Problem">What is wrong with it, and what to do.</param>
public sealed record BrokenLink(string Link, string Problem);
