using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Tokenization;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// A caption, generated greedily; right if it names what is in the image. The loss is the cross-entropy of the tokens that name it within a
/// reference caption: the words around them say nothing about the image.
/// </summary>
/// <remarks>A caption can be right in several wordings, so no token tells on the way that a sample has fallen: every attack runs to its end.</remarks>
internal sealed class CaptionTask : IWordedTask
{
    private readonly BpeTokenizer _tokenizer;
    private readonly AskedModel _model;
    private readonly ForcedAnswers _references;
    private readonly string _question;
    private readonly ClassCaptions _captions;

    public CaptionTask(StageModel model, DatasetDescription dataset, string question, int maxNewTokens)
    {
        (_tokenizer, _question, _captions) = (model.Tokenizer, question, new ClassCaptions(dataset));
        _model = new AskedModel(model, maxNewTokens);
        _references = new ForcedAnswers(model, Reference);
    }

    /// <summary>Whether a caption holds a class's word, which may be several words in a row.</summary>
    public static bool Names(string caption, string word)
    {
        IReadOnlyList<string> words = CaptionTokens.Of(caption), wanted = CaptionTokens.Of(word);
        return Enumerable.Range(0, Math.Max(0, words.Count - wanted.Count + 1)).Any(start => words.Skip(start).Take(wanted.Count).SequenceEqual(wanted));
    }

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples) => _model.Ask(pixels, samples.Select(_ => _question));

    public string Question(Sample sample) => _question;

    public IReadOnlyList<string> References(Sample sample) => [.. sample.Captions.Distinct()];

    /// <summary>CIDEr-D against all captions of the class.</summary>
    public double Score(string answer, Sample sample) => _captions.Cider(answer, sample.Answer);

    public bool IsRight(string answer, Sample sample) => Names(answer, sample.Class);

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        ForcedTokens named = _references.Rate(pixels, samples);
        return new LossAndVerdict(named.Loss(), torch.zeros(samples.Count, ScalarType.Bool, pixels.device).logical_not());
    }

    public void Dispose() => _references.Dispose();

    /// <summary>Which of a caption's tokens name what is in the image; all of them where it is named otherwise. Merges stop at spaces, so the parts
    /// have the tokens that they have within the whole.</summary>
    public static (int First, int Count) Naming(BpeTokenizer tokenizer, string caption, string phrase)
    {
        string whole = " " + caption, named = " " + phrase;
        int at = whole.IndexOf(named, StringComparison.Ordinal);
        return at < 0 ? (0, tokenizer.Encode(whole).Length) : (tokenizer.Encode(whole[..at]).Length, tokenizer.Encode(named).Length);
    }

    private ForcedAnswer Reference(Sample sample)
    {
        (int first, int count) = Naming(_tokenizer, sample.Captions[0], sample.Answer);
        return _model.Answer(_question, sample.Captions[0]) with { First = first, Count = count };
    }
}
