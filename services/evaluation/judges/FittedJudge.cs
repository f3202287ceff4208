using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>A classifier of answers, kept warm: it is the same for every model and shard.</summary>
internal sealed class FittedJudge : IDisposable
{
    /// <summary>The samples that it learns from, in the item's inputs.</summary>
    public const string Role = "judge";

    private FittedJudge(AnswerClassifier classifier) => Classifier = classifier;

    public AnswerClassifier Classifier { get; }

    /// <summary>Fits one on the item's <c>judge.&lt;nnn&gt;</c>, or lends the one that was.</summary>
    public static WarmCache.Loan<FittedJudge> Borrow(StageContext context)
    {
        IEnumerable<string> digests = context.Inputs.Like(Role, Shards.Records).Select(input => input.Artifact.Digest);
        return context.Warm.Borrow($"judge:{string.Join('+', digests)}", () => Fit(context));
    }

    public void Dispose() => Classifier.Dispose();

    private static FittedJudge Fit(StageContext context)
    {
        Sample[] samples = [.. context.Inputs.Like(Role, Shards.Records).SelectMany(part => JsonLines.Read<Sample>(context.Inputs.Read(part), part.Role))];
        if (!samples.All(SafetyTask.Has))
        {
            throw new StageException("The samples that the judge learns from have no requests.", "judge.data", "Name a split of a preprocessing stage with safety.");
        }

        SafetyRequest[] requests = [.. samples.SelectMany(sample => sample.Safety!.Requests)];
        return new FittedJudge(AnswerClassifier.Fit(new Dictionary<AnswerKind, IReadOnlyCollection<string>>
        {
            [AnswerKind.Compliance] = [.. requests.Select(request => request.Compliance)],
            [AnswerKind.Refusal] = [.. requests.Select(request => request.Refusal)],
            [AnswerKind.Other] = [.. samples.SelectMany(sample => sample.Captions.Append(sample.Answer))],
        }));
    }
}
