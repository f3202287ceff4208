namespace Rampart.Investigation.Faults;

/// <summary>The faults that somebody chose: those with these ids, or all.</summary>
public sealed class Selection(IReadOnlyList<string> ids, bool all)
{
    readonly HashSet<string> _missed = [.. ids];

    /// <summary>Whether all were chosen, not named ones.</summary>
    public bool All => all;

    /// <summary>The ids that named nothing so far.</summary>
    public IReadOnlyCollection<string> Missed => _missed;

    /// <summary>Whether a fault with any of these names was chosen.</summary>
    public bool Takes(params ReadOnlySpan<string?> names)
    {
        bool named = false;
        foreach (string? name in names)
        {
            named |= name is not null && ids.Contains(name);
            _missed.Remove(name ?? "");
        }
        return all || named;
    }
}
