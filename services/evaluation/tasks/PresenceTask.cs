using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>A yes-no question per image, as in POPE: the sample's first question of presence.</summary>
internal sealed class PresenceTask(StageModel model, int maxNewTokens) : WrongAnswerTask(model, maxNewTokens)
{
    /// <summary>Whether samples have such questions.</summary>
    public static bool Has(Sample sample) => sample.Dialogues?.Any(IsPresence) ?? false;

    public override string Truth(Sample sample) => Asked(sample).Answer;

    public override bool IsRight(string answer, Sample sample) => YesNo.IsYes(answer) == (Truth(sample) == DialogueSentences.Yes);

    public override string Question(Sample sample) => Asked(sample).Question;

    protected override string Wrong(Sample sample) => Truth(sample) == DialogueSentences.Yes ? DialogueSentences.No : DialogueSentences.Yes;

    private static Dialogue Asked(Sample sample) => sample.Dialogues!.First(IsPresence);

    private static bool IsPresence(Dialogue dialogue) => dialogue.Kind == Dialogue.Presence;
}
