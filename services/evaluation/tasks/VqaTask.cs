using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// The answer to the evaluation question, scored against several people's answers in VQA's leave-one-out form; wrong if nobody else agrees. The loss is the
/// cross-entropy of the answer that most of them gave.
/// </summary>
/// <remarks>People agree on several wordings, so no token tells on the way that a sample has fallen: every attack runs to its end.</remarks>
internal sealed class VqaTask : IWordedTask, IGradedTask
{
    private readonly AskedModel _model;
    private readonly ForcedAnswers _truths;
    private readonly string _question;

    public VqaTask(StageModel model, string question, int maxNewTokens)
    {
        _question = question;
        _model = new AskedModel(model, maxNewTokens);
        _truths = new ForcedAnswers(model, sample => _model.Answer(question, Truth(sample)));
    }

    /// <summary>Whether samples have several people's answers.</summary>
    public static bool Has(Sample sample) => sample.HumanAnswers is { Count: > 1 };

    public string Truth(Sample sample) => References(sample)[0];

    /// <summary>The different answers, the most frequent first; of equally frequent ones the one that was given first.</summary>
    public IReadOnlyList<string> References(Sample sample) =>
        [.. sample.HumanAnswers!.GroupBy(VqaNormalization.Of).OrderByDescending(group => group.Count()).Select(group => group.First())];

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples) => _model.Ask(pixels, samples.Select(_ => _question));

    public string Question(Sample sample) => _question;

    public IReadOnlyDictionary<string, double> Scores(string answer, Sample sample) =>
        new Dictionary<string, double> { ["accuracy"] = VqaAccuracy.Score(answer, sample.HumanAnswers!) };

    public bool IsRight(string answer, Sample sample) => VqaAccuracy.Score(answer, sample.HumanAnswers!) > 0;

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples) =>
        new(_truths.Rate(pixels, samples).Loss(), torch.zeros(samples.Count, ScalarType.Bool).logical_not());

    public void Dispose() => _truths.Dispose();
}
