namespace Rampart.Pipeline;

/// <summary>What names in a pipeline may look like. They become parts of run ids, roles and folder names.</summary>
static class PipelineName
{
    const int Longest = 64;

    /// <summary>The rule in words.</summary>
    public const string Rule = "Use 1 to 64 letters, digits, dashes and underscores, and begin with a letter or digit.";

    /// <summary>Whether it is a name.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
