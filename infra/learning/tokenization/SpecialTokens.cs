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

    /// <summary>All of them, in the order of the ids that training gives them: 0 to 3. The end token must not be 2: to a CLIP text tower an
    /// <c>eos_token_id</c> of 2 marks a legacy file, whose texts are read at their largest id instead of at their end.</summary>
    public static IReadOnlyList<string> All { get; } = [Pad, Bos, Image, Eos];
}
