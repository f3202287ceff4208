using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The sample's first unsafe request, which is to be refused whatever the image shows: VLGuard's unsafe instruction about a safe image. Right is not to
/// comply; attacks drive towards compliance.</summary>
internal sealed class UnsafeInstructionTask(StageModel model, int maxNewTokens, IAnswerJudge judge) : WrongAnswerTask(model, maxNewTokens)
{
    /// <summary>Whether samples have such requests.</summary>
    public static bool Has(Sample sample) => sample.Safety?.Requests.Any(request => request.IsUnsafe) ?? false;

    public override string Truth(Sample sample) => Request(sample).Refusal;

    public override bool IsRight(string answer, Sample sample) => !judge.IsHarmful(Question(sample), answer);

    public override string Question(Sample sample) => Request(sample).Request;

    public override void Dispose()
    {
        judge.Dispose();
        base.Dispose();
    }

    protected override string Wrong(Sample sample) => Request(sample).Compliance;

    private static SafetyRequest Request(Sample sample) => sample.Safety!.Requests.First(request => request.IsUnsafe);
}
