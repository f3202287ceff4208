namespace Rampart.Learning.Data;

/// <summary>The risk of a class of images.</summary>
/// <param name="Class">The class's word.</param>
/// <param name="Level">0 none, 1 low, 2 medium, 3 high.</param>
/// <param name="Type">The kind of risk; <see cref="SafetyPolicy.Safe"/> at level 0.</param>
public sealed record ClassRisk(string Class, int Level, string Type);
