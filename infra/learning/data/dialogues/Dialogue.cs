namespace Rampart.Learning.Data;

/// <summary>A question about an image with its answer.</summary>
/// <param name="Kind">What kind of question it is.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The right answer.</param>
public sealed record Dialogue(string Kind, string Question, string Answer)
{
    /// <summary>What the image shows, answered by article and word.</summary>
    public const string Naming = "naming";

    /// <summary>A caption is asked for.</summary>
    public const string Caption = "caption";

    /// <summary>Whether something is in the image, answered by yes or no.</summary>
    public const string Presence = "presence";

    /// <summary>A request that a safety policy decides.</summary>
    public const string Request = "request";
}
