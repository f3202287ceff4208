using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The passes of <see cref="VlmEnsembleParameters"/> on one task.</summary>
internal sealed class VlmEnsemble(VlmEnsembleParameters parameters, AttackedTask task)
{
    private const string Low = "low-precision", Full = "full-precision", Targeted = "targeted";

    /// <summary>The names of the parts.</summary>
    public static IReadOnlyList<string> Members(bool hasTargets) => hasTargets ? [Low, Full, Targeted] : [Low, Full];

    /// <summary>The passes at a radius.</summary>
    public IReadOnlyList<AttackPass> Passes(double epsilon)
    {
        StageModel low = task.Model("model", Numerics.CpuBFloat16), full = task.Model("model", Numerics.CpuFloat32);
        // From the clean image and with a first step of one radius, as published.
        var apgd = new Apgd(new ApgdOptions
        {
            Norm = parameters.Norm, Epsilon = epsilon, Iterations = parameters.Iterations, InitialStep = 1, RandomStart = false,
        });
        int references = Math.Min(parameters.References, task.Samples.Select(sample => task.Words.References(sample).Count).DefaultIfEmpty(1).Max());
        return
        [
            .. Enumerable.Range(0, references).Select(place => Tagged(place, new AttackPass(Low, apgd, AwayFrom(low, place)))),
            FromTheWorst(full, apgd),
            .. Driven(full, apgd),
        ];
    }

    private IEnumerable<AttackPass> Driven(StageModel model, Apgd apgd) => parameters.Targets
        .Where(_ => task.Setting.Task != EvaluationTask.Caption)
        .Select(target => new AttackPass(Targeted, apgd, task.Own(new ForcedTexts(task, model, _ => target)).Towards));

    private RowLoss AwayFrom(StageModel model, int place) => task.Own(new ForcedTexts(task, model, sample => Reference(sample, place))).Away;

    // A sample with fewer true answers than others is attacked on its first ones again.
    private string Reference(Sample sample, int place)
    {
        IReadOnlyList<string> references = task.Words.References(sample);
        return references[place % references.Count];
    }

    private AttackPass Tagged(int place, AttackPass pass) => AttackPass.Of(pass.Name, (batch, rows, cancellation, progress) =>
    {
        task.Memory.Pass = place;
        return pass.Run(batch, rows, cancellation, progress);
    });

    // Each sample against the true answer that hurt it most.
    private AttackPass FromTheWorst(StageModel model, Apgd apgd)
    {
        Dictionary<string, int> rowOf = task.Samples.Select((sample, row) => (sample.Id, row)).ToDictionary(pair => pair.Id, pair => pair.row);
        var texts = task.Own(new ForcedTexts(task, model, sample => Reference(sample, task.Memory.WorstPass(rowOf[sample.Id]))));
        return AttackPass.From(Full, apgd, texts.Away, rows => task.Memory.Perturbations(rows, task.Setting.Samples.Shape).to(task.Setting.Context.Device));
    }
}
