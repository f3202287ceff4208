using System.Text.Json;

namespace Rampart.Investigation;

/// <summary>What several work items were given alike.</summary>
public static class SharedParameters
{
    /// <summary>The parameters that all these have with the same value, as <c>optimizer.learning_rate=0.001</c>, in their order; those that are null are left out.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<LineageStep> steps)
    {
        List<(string Path, string Value)>? shared = null;
        foreach (string text in steps.Select(step => step.Parameters).OfType<string>())
        {
            using JsonDocument parameters = JsonDocument.Parse(text);
            if (shared is null)
            {
                shared = [.. JsonLeaves.Of(parameters.RootElement)];
                continue;
            }
            HashSet<(string, string)> own = [.. JsonLeaves.Of(parameters.RootElement)];
            shared.RemoveAll(leaf => !own.Contains(leaf));
        }
        return [.. (shared ?? []).Where(leaf => leaf.Value != "null").Select(leaf => $"{leaf.Path}={leaf.Value}")];
    }
}
