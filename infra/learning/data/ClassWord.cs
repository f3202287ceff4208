namespace Rampart.Learning.Data;

/// <summary>What a class is called.</summary>
/// <param name="Word">The word, such as <c>sneaker</c>.</param>
/// <param name="Article"><c>a</c> or <c>an</c>.</param>
public sealed record ClassWord(string Word, string Article)
{
    /// <summary>Article and word: <c>a sneaker</c>. It is also the answer to the evaluation question.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Phrase => $"{Article} {Word}";
}
