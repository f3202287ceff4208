namespace Rampart.Pipeline;

/// <summary>What names mean inside a round.</summary>
/// <param name="Prefix">Before the names of the round's own stages: <c>adpo/2/</c>.</param>
/// <param name="Previous">What <c>previous</c> means: the last stage of the round before, or what <c>from</c> says.</param>
sealed record RoundScope(string Prefix, string Previous);
