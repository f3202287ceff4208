using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Label selectors.</summary>
static class Labels
{
    /// <summary>Whether a selector with matchLabels, and nothing else, selects these labels; an empty one selects everything.</summary>
    public static bool Match(JsonNode? selector, JsonNode? labels) =>
        selector is not null && selector.Map("matchLabels").All(label => labels.Text(label.Key) == label.Value?.ToString());
}
