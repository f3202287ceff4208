namespace Rampart.Learning.Data;

/// <summary>The words that belong to an image; one line of a shard's records.</summary>
/// <param name="Id">Set and number within it, such as <c>train/000123</c>.</param>
/// <param name="Label">The class number.</param>
/// <param name="Class">The class's word.</param>
/// <param name="Captions">Captions of the image.</param>
/// <param name="Questions">Questions about it, all with the same answer.</param>
/// <param name="Answer">The answer, such as <c>an ankle boot</c>.</param>
public sealed record Sample(
    string Id, int Label, string Class, IReadOnlyList<string> Captions, IReadOnlyList<string> Questions, string Answer);
