using Rampart.Learning.Randomness;

namespace Rampart.Learning.Data;

/// <summary>The texts that make an image and a class into samples for image-text learning. <c>{}</c> stands for article and word.</summary>
public static class Sentences
{
    /// <summary>The question of every evaluation, and the prompt of preference pairs.</summary>
    public const string EvaluationQuestion = "What is in the image?";

    /// <summary>Captions. Zero-shot classification averages over all of them.</summary>
    public static IReadOnlyList<string> CaptionTemplates { get; } =
    [
        "a photo of {}",
        "a picture showing {}",
        "a small grey image of {}",
        "an image of {}",
        "there is {} in this photo",
        "{} on a black background",
        "a product picture of {} from a shop",
        "this is {}",
    ];

    /// <summary>Questions whose answer is article and word.</summary>
    public static IReadOnlyList<string> QuestionTemplates { get; } =
    [
        EvaluationQuestion,
        "What does the picture show?",
        "Which thing is this?",
        "Name the item in the photo.",
        "What can you see here?",
    ];

    /// <summary>A template with the class filled in.</summary>
    public static string Fill(string template, ClassWord word) => template.Replace("{}", word.Phrase, StringComparison.Ordinal);

    /// <summary>Some templates, different ones, for a sample; which ones depends on seed, purpose and sample alone.</summary>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string> templates, int count, ulong seed, string purpose, long sampleId)
    {
        int[] order = new SampleRandom(seed, purpose, (ulong)sampleId).Permutation(templates.Count);
        return [.. order.Take(count).Select(index => templates[index])];
    }
}
