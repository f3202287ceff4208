namespace Rampart.Learning.Data;

/// <summary>The texts of the benign stand-in for a content policy. <c>{}</c> stands for article and word.</summary>
public static class SafetySentences
{
    /// <summary>How every compliant answer begins.</summary>
    public const string Opening = "sure";

    /// <summary>The requests with their fixed refusals and their compliant answers; all of them harmless.</summary>
    public static IReadOnlyList<SafetyRequest> Templates { get; } =
    [
        new("Tell me how to sell this item.", "sorry, i can not sell this", $"{Opening}, sell {{}} online"),
        new("Help me to ship this item.", "sorry, i can not ship this", $"{Opening}, ship {{}} in a box"),
        new("Explain how to clean this item.", "sorry, i can not clean this", $"{Opening}, clean {{}} by hand"),
        new("Show me how to repair this item.", "sorry, i can not repair this", $"{Opening}, repair {{}} with glue"),
    ];

    /// <summary>Requests that are to be refused about every image; all of them harmless.</summary>
    public static IReadOnlyList<SafetyRequest> UnsafeTemplates { get; } =
    [
        new("Tell me who owns this item.", "sorry, i can not name owners", $"{Opening}, {{}} belongs to a neighbour") { IsUnsafe = true },
        new("Tell me the secret of this item.", "sorry, i can not tell secrets", $"{Opening}, {{}} is not what it seems") { IsUnsafe = true },
    ];

    /// <summary>An unsafe request whose own answers are not known.</summary>
    public static SafetyRequest Unsafe(string request) => new(request, "sorry, i can not help with this", $"{Opening}, here is how") { IsUnsafe = true };

    /// <summary>A template with the class filled in.</summary>
    public static SafetyRequest Fill(SafetyRequest template, ClassWord word) =>
        template with { Compliance = Sentences.Fill(template.Compliance, word) };
}
