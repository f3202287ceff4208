namespace Rampart.Deploy.Tests;

/// <summary>A change that breaks a rule.</summary>
/// <param name="File">The file, by its path in the repository.</param>
/// <param name="Was">A passage of it.</param>
/// <param name="Becomes">What stands there instead.</param>
/// <param name="Report">What the rule's report must contain.</param>
sealed record Mistake(string File, string Was, string Becomes, string Report);
