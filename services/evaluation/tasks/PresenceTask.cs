using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A yes-no question per image, as in POPE: the sample's first question of presence.</summary>
internal sealed class PresenceTask(StageModel model, int maxNewTokens) : WrongAnswerTask(model, maxNewTokens), IConfidentTask
{
    private readonly SpokenConfidence _confidence = new(model, maxNewTokens);

    /// <summary>Whether samples have such questions.</summary>
    public static bool Has(Sample sample) => sample.Dialogues?.Any(IsPresence) ?? false;

    public override string Truth(Sample sample) => Asked(sample).Answer;

    public override bool IsRight(string answer, Sample sample) => YesNo.IsYes(answer) == (Truth(sample) == DialogueSentences.Yes);

    public override string Question(Sample sample) => Asked(sample).Question;

    public IReadOnlyList<double> Confidences(Tensor pixels, IReadOnlyList<string> answers, IReadOnlyList<Sample> samples) =>
        _confidence.Of(pixels, samples.Select(Question), answers);

    protected override string Wrong(Sample sample) => Truth(sample) == DialogueSentences.Yes ? DialogueSentences.No : DialogueSentences.Yes;

    private static Dialogue Asked(Sample sample) => sample.Dialogues!.First(IsPresence);

    private static bool IsPresence(Dialogue dialogue) => dialogue.Kind == Dialogue.Presence;
}
