using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Texts of the attacker's choice as answers to a task's questions, rated by some model.</summary>
internal sealed class ForcedTexts : IDisposable
{
    private readonly AttackedTask _attacked;
    private readonly ForcedAnswers _answers;

    /// <param name="attacked">The task and its samples.</param>
    /// <param name="model">The model that rates.</param>
    /// <param name="textOf">The text for a sample, the same at every call.</param>
    public ForcedTexts(AttackedTask attacked, StageModel model, Func<Sample, string> textOf)
    {
        var asked = new AskedModel(model, attacked.Setting.MaxNewTokens);
        _attacked = attacked;
        _answers = new ForcedAnswers(model, sample => asked.Answer(attacked.Words.Question(sample), textOf(sample)));
    }

    /// <summary>Away from the texts: their cross-entropy, mean over tokens, the end token included. No verdict ends it early: the same may be said in
    /// other words.</summary>
    public RowLoss Away => (pixels, rows) => Patience.With(Rate(pixels, rows).Loss());

    /// <summary>Towards the texts: their mean log-probability; a sample has fallen when every token is the likeliest, which is when a greedy answer
    /// says it.</summary>
    public RowLoss Towards => (pixels, rows) =>
    {
        ForcedTokens text = Rate(pixels, rows);
        return new LossAndVerdict(-text.Loss(), text.IsSaid().logical_not());
    };

    public void Dispose() => _answers.Dispose();

    private ForcedTokens Rate(Tensor pixels, int[] rows) => _answers.Rate(pixels, _attacked.Asked(rows));
}
