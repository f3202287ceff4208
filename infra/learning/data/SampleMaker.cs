namespace Rampart.Learning.Data;

/// <summary>Makes samples from a source's images: the words of a sample depend on the seed and the sample, never on the shard.</summary>
/// <param name="classes">The words for the classes.</param>
/// <param name="captions">How many captions a sample gets, 1 to the number of templates.</param>
/// <param name="questions">How many questions a sample gets, 1 to the number of templates.</param>
/// <param name="seed">The seed of the stage.</param>
public sealed class SampleMaker(IReadOnlyList<ClassWord> classes, int captions, int questions, ulong seed)
{
    /// <summary>Makes the samples [first, first + count) of a set.</summary>
    /// <exception cref="DataException">The set has fewer images.</exception>
    public SampleSet Make(ImageSet set, int first, int count)
    {
        if (first < 0 || count < 1 || first > set.Count - count)
        {
            throw new DataException(
                $"images {first} to {(long)first + count - 1} are wanted, but set '{set.Name}' has {set.Count}",
                $"split of set '{set.Name}'",
                "lower first or count of the split");
        }

        int volume = set.Shape.Volume;
        return new SampleSet(
            set.Shape,
            [.. Enumerable.Range(first, count).Select(index => (long)index)],
            set.Pixels.Slice(first * volume, count * volume).ToArray(),
            [.. Enumerable.Range(first, count).Select(index => Describe(set, index))]);
    }

    private Sample Describe(ImageSet set, int index)
    {
        int label = set.Labels.Span[index];
        ClassWord word = classes[label];
        IReadOnlyList<string> chosen = Sentences.Choose(Sentences.CaptionTemplates, captions, seed, $"captions/{set.Name}", index);
        return new Sample(
            $"{set.Name}/{index:D6}",
            label,
            word.Word,
            [.. chosen.Select(template => Sentences.Fill(template, word))],
            Sentences.Choose(Sentences.QuestionTemplates, questions, seed, $"questions/{set.Name}", index),
            word.Phrase);
    }
}
