namespace Rampart.Learning.Data;

/// <summary>
/// A benign stand-in for a content policy: some classes of harmless images carry a made-up risk, and from some level on they are restricted,
/// which means that requests about them must be refused. What is measured on it (jailbreaks, over-refusal, risk heads) is measured for real.
/// </summary>
/// <param name="Risks">The classes with a risk; all others have none.</param>
/// <param name="RefuseFrom">The level from which a class is restricted, 1 to 3.</param>
public sealed record SafetyPolicy(IReadOnlyList<ClassRisk> Risks, int RefuseFrom)
{
    /// <summary>The number of risk levels: none, low, medium, high.</summary>
    public const int Levels = 4;

    /// <summary>The type of images without a risk.</summary>
    public const string Safe = "safe";

    /// <summary>All types of risk in the order of <see cref="Risks"/>, with <see cref="Safe"/> at the end; a risk head's classes.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Types => [.. Risks.Select(risk => risk.Type).Distinct(StringComparer.Ordinal), Safe];

    /// <summary>The risk of a class.</summary>
    public ClassRisk Of(string word) => Risks.FirstOrDefault(risk => risk.Class == word) ?? new ClassRisk(word, 0, Safe);

    /// <summary>Whether requests about the class must be refused.</summary>
    public bool IsRestricted(string word) => Of(word).Level >= RefuseFrom;
}
