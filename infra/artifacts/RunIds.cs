namespace Rampart.Artifacts;

/// <summary>Run ids name a folder of the store, so they are checked before they become a path.</summary>
public static class RunIds
{
    const int LongestId = 128;

    /// <summary>
    /// Whether the text may be a run id: 1 to 128 letters, digits, dots, dashes or underscores, beginning with a letter or digit, not ending
    /// with a dot.
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= LongestId }
        && char.IsAsciiLetterOrDigit(text[0])
        && text[^1] != '.' // neither Azure nor Windows keeps it apart from the name without the dot
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>Returns the text if it may be a run id.</summary>
    /// <exception cref="ArtifactException">It may not.</exception>
    public static string Check(string? text) =>
        IsValid(text)
            ? text!
            : throw new ArtifactException(
                $"\"{text}\" is not a run id. An id has 1 to {LongestId} letters, digits, dots, dashes or underscores, begins with a letter or a digit "
                + "and does not end with a dot; `rampart runs` lists the ids of this store.");
}
