using System.Globalization;
using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Random noise within the budget, the worst of several draws: what every other attack must beat.</summary>
/// <param name="budget">The ball.</param>
/// <param name="draws">How often noise is drawn, at least 1.</param>
internal sealed class Noise(AttackBudget budget, int draws) : IAttack
{
    public string Name => "noise";

    public AttackBudget Budget => budget;

    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        cancellation.ThrowIfCancellationRequested();
        var recorder = new AttackRecorder(loss, batch, budget);
        for (int draw = 1; draw <= draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = torch.NewDisposeScope();
            recorder.Try(recorder.Clean + Drawn(batch, draw.ToString(CultureInfo.InvariantCulture)).to(recorder.Clean.device));
            progress?.Report(new AttackProgress(draw, draws));
        }

        return recorder.Result();
    }

    // Normal noise is longer than any customary L2 radius, so that it ends on the ball's surface.
    private Tensor Drawn(AttackBatch batch, string draw) => budget.Norm == Norm.Linf
        ? PerSampleNoise.Uniform(batch.Clean.shape, batch.Seed, $"noise-{draw}", batch.SampleIds) * budget.Radius
        : PerSampleNoise.Normal(batch.Clean.shape, batch.Seed, $"noise-{draw}", batch.SampleIds);
}
