namespace Rampart.Learning.Data;

/// <summary>The texts of dialogues. <c>{}</c> stands for article and word.</summary>
public static class DialogueSentences
{
    /// <summary>Asks for a caption, in the words of LLaVA's evaluation.</summary>
    public const string CaptionQuestion = "Provide a short caption for this image.";

    /// <summary>Asks whether something is there, in the words of POPE.</summary>
    public const string PresenceTemplate = "Is there {} in the image?";

    /// <summary>The answer if it is there.</summary>
    public const string Yes = "yes";

    /// <summary>The answer if it is not.</summary>
    public const string No = "no";
}
