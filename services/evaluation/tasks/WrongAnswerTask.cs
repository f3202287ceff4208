using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// A question per sample that has one right and one wrong answer. An attack drives towards the wrong one: its loss is the mean log-probability of
/// the wrong answer's tokens, and a sample has fallen when every one of them is the likeliest, which is when a greedy answer says it.
/// </summary>
internal abstract class WrongAnswerTask : IWordedTask
{
    private readonly AskedModel _model;
    private readonly ForcedAnswers _wrong;

    protected WrongAnswerTask(StageModel model, int maxNewTokens)
    {
        _model = new AskedModel(model, maxNewTokens);
        _wrong = new ForcedAnswers(model, sample => _model.Answer(Question(sample), Wrong(sample)));
    }

    public abstract string Truth(Sample sample);

    public abstract string Question(Sample sample);

    public abstract bool IsRight(string answer, Sample sample);

    public virtual bool IsAttacked(Sample sample) => true;

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples) => _model.Ask(pixels, samples.Select(Question));

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        ForcedTokens wrong = _wrong.Rate(pixels, samples);
        return new LossAndVerdict(-wrong.Loss(), wrong.IsSaid().logical_not());
    }

    public virtual void Dispose() => _wrong.Dispose();

    protected abstract string Wrong(Sample sample);
}
