namespace Rampart.Artifacts;

/// <summary>A segment of the journal as it is stored.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Modified">When it was last appended to, by the store's clock.</param>
public sealed record JournalSegment(string Name, long Bytes, DateTimeOffset Modified)
{
    const int LongestName = 100;

    /// <summary>Whether a text can be a segment's name.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    /// <summary>The name, if it can be one.</summary>
    /// <exception cref="ArtifactException">It can't.</exception>
    public static string CheckName(string text) => IsName(text)
        ? text
        : throw new ArtifactException("A segment of the journal has a name of letters, digits and dashes. `rampart journal verify` lists them.");
}
