using System.Globalization;
using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The perturbation that one model's items share, kept warm: they differ only in the shard they measure.</summary>
internal static class FittedUniversal
{
    /// <summary>The samples that it is made from, in the item's inputs.</summary>
    public const string Role = "corpus";

    /// <summary>Makes the item's perturbation, or lends the one that was made.</summary>
    public static WarmCache.Loan<UniversalPerturbation> Borrow(
        TaskSetting setting, UniversalParameters parameters, UniversalOptions options, CancellationToken cancellation, IProgress<AttackProgress>? progress)
    {
        StageContext context = setting.Context;
        IEnumerable<string> digests = context.Inputs.All
            .Where(input => input.Role.StartsWith("model.", StringComparison.Ordinal) || input.Role.StartsWith(Role + ".", StringComparison.Ordinal))
            .Select(input => input.Artifact.Digest);
        string radius = options.Epsilon.ToString("R", CultureInfo.InvariantCulture);
        string key = $"universal:{context.Work.Numerics}:{setting.Task}:{setting.Target}:{radius}:{ParameterJson.Write<EvaluationAttackParameters>(parameters)}:{string.Join('+', digests)}";
        return context.Warm.Borrow(key, () => Fit(setting, parameters, options, cancellation, progress));
    }

    private static UniversalPerturbation Fit(
        TaskSetting setting, UniversalParameters parameters, UniversalOptions options, CancellationToken cancellation, IProgress<AttackProgress>? progress)
    {
        using WarmCache.Loan<WarmSamples> corpus = WarmSamples.Borrow(setting.Context, Role);
        SampleSet samples = corpus.Value.Samples;
        TaskSetting ofCorpus = setting with { Samples = samples };
        using IEvaluatedTask task = ofCorpus.Make();
        int[] rows = [.. Enumerable.Range(0, samples.Count).Where(row => task.IsAttacked(samples.Samples[row])).Take(parameters.CorpusSamples)];
        if (rows.Length == 0)
        {
            throw new StageException("No sample of the corpus is one whose answer an attacker would change.", "attack.corpus", "Name a split that has some.");
        }

        using var scope = TorchSharp.torch.NewDisposeScope();
        var attacked = new AttackedTask(task, [.. rows.Select(row => samples.Samples[row])], ofCorpus);
        var images = new AttackBatch(samples.Pixels(rows).to(setting.Context.Device), [.. rows.Select(row => (ulong)samples.Ids[row])], (ulong)parameters.Seed);
        UniversalPerturbation fitted = new Universal(options).Fit(attacked.Loss, images, cancellation, progress);
        fitted.Values.DetachFromDisposeScope();
        return fitted;
    }
}
