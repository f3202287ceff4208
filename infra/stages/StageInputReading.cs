using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Finds inputs by role. Roles are words joined by dots; the first word says which of several models or data sets is meant.</summary>
public static class StageInputReading
{
    /// <summary>The input of that role, or null.</summary>
    public static NamedArtifact? Find(this IStageInputs inputs, string role) => inputs.All.FirstOrDefault(input => input.Role == role);

    /// <summary>The input of that role.</summary>
    /// <exception cref="StageException">The item has none.</exception>
    public static NamedArtifact Get(this IStageInputs inputs, string role) =>
        inputs.Find(role)
        ?? throw new StageException(
            $"The work item has no input '{role}'; it has {string.Join(", ", inputs.All.Select(input => input.Role).Take(20))}.",
            "work item",
            "This is a fault of the stage's plan; report it.");

    /// <summary>The bytes of the input of that role.</summary>
    public static ReadOnlyMemory<byte> Read(this IStageInputs inputs, string role) => inputs.Read(inputs.Get(role));

    /// <summary>The inputs whose role begins with these words and ends with this one, in the item's order.</summary>
    public static IReadOnlyList<NamedArtifact> Like(this IStageInputs inputs, string prefix, string suffix) =>
        [.. inputs.All.Where(input =>
            input.Role.StartsWith(prefix + ".", StringComparison.Ordinal) && input.Role.EndsWith("." + suffix, StringComparison.Ordinal))];
}
