using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>Which items of a run are replayed; what is null lets everything pass.</summary>
public sealed record ItemSelection
{
    /// <summary>Every item.</summary>
    public static ItemSelection All { get; } = new();

    /// <summary>The stage; stages within it as well (<c>adpo</c> lets <c>adpo/2/mine</c> pass).</summary>
    public string? Stage { get; init; }

    /// <summary>The item.</summary>
    public string? Item { get; init; }

    /// <summary>Not before this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether everything passes, so that the run as a whole is meant.</summary>
    public bool IsEverything => this == All;

    /// <summary>The selection in words; null when everything passes.</summary>
    public string? Describe()
    {
        IEnumerable<string?> words =
        [
            Stage is null ? null : $"stage {Stage}", Item is null ? null : $"item {Item}",
            From is null ? null : $"from {From:O}", To is null ? null : $"to {To:O}",
        ];
        return IsEverything ? null : string.Join(", ", words.OfType<string>());
    }

    /// <summary>Whether an item of this place and time passes.</summary>
    public bool Passes(string stage, string item, DateTimeOffset time) =>
        (Stage is null || stage == Stage || stage.StartsWith(Stage + "/", StringComparison.Ordinal))
        && (Item is null || item == Item)
        && (From is null || time >= From)
        && (To is null || time < To);
}
