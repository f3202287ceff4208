using Rampart.Learning.Randomness;

namespace Rampart.Learning.Data;

/// <summary>Makes dialogues: which ones a sample gets depends on the seed, the set and the sample alone.</summary>
internal sealed class DialogueMaker(IReadOnlyList<ClassWord> classes, DialogueOptions options, ulong seed)
{
    /// <summary>The dialogues of an image of some class.</summary>
    public IReadOnlyList<Dialogue> Make(string set, long index, int label, IReadOnlyList<string> captions) =>
    [
        .. captions.Take(options.Captions).Select(caption => new Dialogue(Dialogue.Caption, DialogueSentences.CaptionQuestion, caption)),
        .. Presence(new SampleRandom(seed, $"presence/{set}", (ulong)index), label),
    ];

    // Yes and no in turn, so that pairs of questions are balanced as in POPE; the absent things are different ones ("random" in POPE).
    private IEnumerable<Dialogue> Presence(SampleRandom random, int label)
    {
        int first = random.NextInt(2);
        int[] absent = [.. random.Permutation(classes.Count).Where(other => other != label)];
        for (int i = 0; i < options.Presence; i++)
        {
            bool isThere = (i + first) % 2 == 0;
            ClassWord word = classes[isThere ? label : absent[i / 2 % absent.Length]];
            yield return new Dialogue(
                Dialogue.Presence,
                Sentences.Fill(DialogueSentences.PresenceTemplate, word),
                isThere ? DialogueSentences.Yes : DialogueSentences.No);
        }
    }
}
