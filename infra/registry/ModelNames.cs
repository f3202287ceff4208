namespace Rampart.Registry;

/// <summary>Names of models and aliases, which become words of paths and of command lines.</summary>
public static class ModelNames
{
    const int Longest = 64;

    /// <summary>What a model or an alias may be called.</summary>
    public const string Rule = "1 to 64 lower-case letters, digits and dashes, beginning with a letter";

    /// <summary>Whether the text may be the name of a model or an alias.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= Longest } && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Returns the text if it may be a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is to name, for example <c>model</c>.</param>
    /// <exception cref="RegistryException">It may not.</exception>
    public static string Check(string? text, string what) =>
        IsValid(text) ? text! : throw new RegistryException($"\"{text}\" can't be the name of a {what}. A name has {Rule}.");
}
