namespace Rampart.Artifacts;

/// <summary>Names of documents become paths of the store, so they are checked before.</summary>
public static class DocumentNames
{
    /// <summary>The longest document, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    const int LongestName = 512;

    // What the first word of a name may be; everything else in the store belongs to somebody else.
    static readonly string[] Areas = ["models", "triggers"];

    /// <summary>
    /// Whether the text may be a document's name: words joined by slashes, the first of which says whose it is; each of 1 to 128 letters,
    /// digits, dots, dashes or underscores, beginning with a letter or digit and not ending with a dot.
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: <= LongestName } && text.Split('/') is { Length: > 1 } words && Areas.Contains(words[0]) && words.All(RunIds.IsValid);

    /// <summary>Returns the text if it may be a document's name.</summary>
    /// <exception cref="ArtifactException">It may not.</exception>
    public static string Check(string? text) => IsValid(text)
        ? text!
        : throw new ArtifactException(
            $"\"{text}\" can't be the name of a document. Begin with {string.Join(" or ", Areas.Select(area => area + "/"))} and use words of letters, "
            + "digits, dots, dashes and underscores, joined by slashes.");

    internal static void CheckLength(string name, int bytes)
    {
        if (bytes > MostBytes)
        {
            throw new ArtifactException($"Document {name} has {bytes} bytes, more than {MostBytes}. Put large content into an artifact and refer to it.");
        }
    }
}
