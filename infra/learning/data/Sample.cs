using System.Text.Json.Serialization;

namespace Rampart.Learning.Data;

/// <summary>The words that belong to an image; one line of a shard's records.</summary>
/// <param name="Id">Set and number within it, such as <c>train/000123</c>.</param>
/// <param name="Label">The class number.</param>
/// <param name="Class">The class's word.</param>
/// <param name="Captions">Captions of the image.</param>
/// <param name="Questions">Questions about it, all with the same answer.</param>
/// <param name="Answer">The answer, such as <c>an ankle boot</c>.</param>
public sealed record Sample(
    string Id, int Label, string Class, IReadOnlyList<string> Captions, IReadOnlyList<string> Questions, string Answer)
{
    /// <summary>Questions that have an answer of their own; null unless the dataset was made with dialogues.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Dialogue>? Dialogues { get; init; }

    /// <summary>What several people answered to the evaluation question; null unless the dataset was made with them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? HumanAnswers { get; init; }

    /// <summary>The image's risk, and the requests that it decides; null unless the dataset was made with a safety policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SampleSafety? Safety { get; init; }

    /// <summary>Every ordinary question with its answer: the questions, then the dialogues. Requests are not among them.</summary>
    public IReadOnlyList<Dialogue> Conversations() =>
        [.. Questions.Select(question => new Dialogue(Dialogue.Naming, question, Answer)), .. Dialogues ?? []];
}
