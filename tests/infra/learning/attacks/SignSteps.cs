using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

/// <summary>An attack as one writes it outside of the library: sign steps from the clean image, with a recorder.</summary>
internal sealed class SignSteps(AttackBudget budget, int steps) : IAttack
{
    public string Name => "sign-steps";

    public AttackBudget Budget => budget;

    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        cancellation.ThrowIfCancellationRequested();
        var recorder = new AttackRecorder(loss, batch, budget);
        Tensor pixels = recorder.Clean.clone();
        for (int step = 0; step < steps; step++)
        {
            using var stepScope = NewDisposeScope();
            (_, Tensor gradient) = recorder.TryWithGradient(pixels);
            pixels.copy_(recorder.Inside(pixels + (gradient.sign() * (budget.Radius / 3))));
        }

        recorder.Try(pixels);
        return recorder.Result();
    }
}
