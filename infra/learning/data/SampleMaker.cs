namespace Rampart.Learning.Data;

/// <summary>Makes samples from a source's images: the words of a sample depend on the seed and the sample, never on the shard.</summary>
/// <param name="classes">The words for the classes.</param>
/// <param name="captions">How many captions a sample gets, 1 to the number of templates.</param>
/// <param name="questions">How many questions a sample gets, 1 to the number of templates.</param>
/// <param name="seed">The seed of the stage.</param>
public sealed class SampleMaker(IReadOnlyList<ClassWord> classes, int captions, int questions, ulong seed)
{
    private DialogueMaker? _dialogues;
    private SafetyMaker? _safety;
    private HumanAnswerMaker? _humanAnswers;

    /// <summary>Gives samples dialogues too. Nothing else about them changes.</summary>
    public SampleMaker With(DialogueOptions options)
    {
        _dialogues = new DialogueMaker(classes, options, seed);
        return this;
    }

    /// <summary>Gives samples the answers of several people too. Nothing else about them changes.</summary>
    /// <param name="otherWords">What people also call a class, by its word.</param>
    /// <param name="people">How many answer, at least 2.</param>
    public SampleMaker With(IReadOnlyDictionary<string, IReadOnlyList<ClassWord>> otherWords, int people)
    {
        _humanAnswers = new HumanAnswerMaker(otherWords, people, seed);
        return this;
    }

    /// <summary>Gives samples a risk and requests too. Nothing else about them changes.</summary>
    /// <param name="policy">Which classes are restricted.</param>
    /// <param name="requests">How many requests a sample gets, 1 to the number of templates.</param>
    /// <param name="unsafeOnes">Requests to be refused about every image, which it gets beside them; none unless given.</param>
    public SampleMaker With(SafetyPolicy policy, int requests, UnsafeRequests? unsafeOnes = null)
    {
        _safety = new SafetyMaker(policy, requests, unsafeOnes ?? UnsafeRequests.None, seed);
        return this;
    }

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

        return Make(set, [.. Enumerable.Range(first, count).Select(index => new ChosenImage(index, $"{set.Name}/{index:D6}", index))]);
    }

    /// <summary>Makes samples of some images of a set.</summary>
    public SampleSet Make(ImageSet set, IReadOnlyList<ChosenImage> chosen)
    {
        int volume = set.Shape.Volume;
        var pixels = new byte[chosen.Count * volume];
        foreach ((int place, ChosenImage image) in chosen.Index())
        {
            set.Pixels.Span.Slice(image.Row * volume, volume).CopyTo(pixels.AsSpan(place * volume));
        }

        return new SampleSet(
            set.Shape, [.. chosen.Select(image => image.Number)], pixels, [.. chosen.Select(image => Describe(set, image))]);
    }

    private Sample Describe(ImageSet set, ChosenImage image)
    {
        int label = set.Labels.Span[image.Row];
        ClassWord word = classes[label];
        IReadOnlyList<string> drawn = Sentences.Choose(Sentences.CaptionTemplates, captions, seed, $"captions/{set.Name}", image.Number);
        string[] texts = [.. drawn.Select(template => Sentences.Fill(template, word))];
        return new Sample(
            image.Id,
            label,
            word.Word,
            texts,
            Sentences.Choose(Sentences.QuestionTemplates, questions, seed, $"questions/{set.Name}", image.Number),
            word.Phrase)
        {
            Dialogues = _dialogues?.Make(set.Name, image.Number, label, texts),
            HumanAnswers = _humanAnswers?.Make(set.Name, image.Number, word),
            Safety = _safety?.Make(set.Name, image.Number, word),
        };
    }
}
