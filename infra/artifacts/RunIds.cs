namespace Rampart.Artifacts;

/// <summary>Run ids name a folder of the store, so they are checked before they become a path.</summary>
public static class RunIds
{
    const int LongestId = 128;

    /// <summary>Whether the text may be a run id: 1 to 128 letters, digits, dots, dashes or underscores, beginning with a letter or digit.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= LongestId }
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>Returns the text if it may be a run id.</summary>
    /// <exception cref="ArtifactException">It may not.</exception>
    public static string Check(string? text) =>
        IsValid(text)
            ? text!
            : throw new ArtifactException(
                $"\"{text}\" is not a run id. An id has 1 to {LongestId} letters, digits, dots, dashes or underscores and begins with a letter or a digit; "
                + "`rampart runs` lists the ids of this store.");
}
