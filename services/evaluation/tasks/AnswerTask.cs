using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// The answer to the evaluation question, generated greedily. The loss is the language-model cross-entropy of the true answer, mean over its
/// tokens, the end token included; along an attack, "still right" means that every token of the truth is still the likeliest.
/// </summary>
internal sealed class AnswerTask : IWordedTask, IConfidentTask
{
    private readonly AskedModel _model;
    private readonly ForcedAnswers _truths;
    private readonly SpokenConfidence _confidence;
    private readonly string _question;

    public AnswerTask(StageModel model, string question, int maxNewTokens)
    {
        _question = question;
        _model = new AskedModel(model, maxNewTokens);
        _confidence = new SpokenConfidence(model, maxNewTokens);
        _truths = new ForcedAnswers(model, sample => _model.Answer(question, sample.Answer));
    }

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples) => _model.Ask(pixels, samples.Select(_ => _question));

    public string Question(Sample sample) => _question;

    public bool IsRight(string answer, Sample sample) => AnswerAccuracy.Matches(answer, sample.Answer);

    public IReadOnlyList<double> Confidences(Tensor pixels, IReadOnlyList<string> answers, IReadOnlyList<Sample> samples) =>
        _confidence.Of(pixels, samples.Select(Question), answers);

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        ForcedTokens truth = _truths.Rate(pixels, samples);
        return new LossAndVerdict(truth.Loss(), truth.IsSaid());
    }

    public void Dispose() => _truths.Dispose();
}
