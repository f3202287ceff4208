namespace Rampart.Learning.Tokenization;

/// <summary>The tokens that stand for no text; text that looks like one is still text.</summary>
public static class SpecialTokens
{
    /// <summary>Fills up sequences.</summary>
    public const string Pad = "<pad>";

    /// <summary>Begins a sequence.</summary>
    public const string Bos = "<s>";

    /// <summary>Ends an answer or a caption.</summary>
    public const string Eos = "</s>";

    /// <summary>Where the image's features go.</summary>
    public const string Image = "<image>";

    /// <summary>All of them, in the order of the ids that training gives them: 0 to 3.</summary>
    public static IReadOnlyList<string> All { get; } = [Pad, Bos, Eos, Image];
}
