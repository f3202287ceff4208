namespace Rampart.Signing;

/// <summary>Reads files of keys.</summary>
static class KeyFiles
{
    const int MostCharacters = 1 << 20;

    /// <summary>The text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">Which option names it.</param>
    /// <exception cref="SigningException">It can't be read, or is too long to be one.</exception>
    public static string Read(string path, string option)
    {
        try
        {
            return new FileInfo(path) is { Length: > MostCharacters }
                ? throw new SigningException($"{path}, which {option} names, is too long to be a file of keys.")
                : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigningException($"{path}, which {option} names, can't be read: {e.Message} Correct the path or its permissions.", e);
        }
    }
}
