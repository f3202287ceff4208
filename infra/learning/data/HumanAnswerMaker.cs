using Rampart.Learning.Randomness;

namespace Rampart.Learning.Data;

/// <summary>
/// Stands in for people who are asked what an image shows: each says the class's own word or, at times, another word for it, so that they agree mostly and not
/// always. Who says what depends on the seed, the set and the sample alone.
/// </summary>
internal sealed class HumanAnswerMaker(IReadOnlyDictionary<string, IReadOnlyList<ClassWord>> otherWords, int people, ulong seed)
{
    // Most people use the class's word, so that it nearly always scores in full, and another word now and then scores in part.
    private const double OwnWordShare = 0.7;

    /// <summary>One answer per person.</summary>
    public IReadOnlyList<string> Make(string set, long index, ClassWord word)
    {
        var random = new SampleRandom(seed, $"human-answers/{set}", (ulong)index);
        IReadOnlyList<ClassWord> others = otherWords.GetValueOrDefault(word.Word, []);
        return [.. Enumerable.Range(0, people).Select(_ => Said().Phrase)];

        ClassWord Said() => random.NextDouble() < OwnWordShare || others.Count == 0 ? word : others[random.NextInt(others.Count)];
    }
}
