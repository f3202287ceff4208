using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Random gradient-free estimation (Nesterov and Spokoiny 2017, as AttackVLM's query part uses it): asks the function at random directions
/// around an image and steps along their mean, weighted by what each gains. It sees values only, so the function need not have a gradient.</summary>
/// <remarks>Begins at the clean image or at the start given. A sample is left alone as soon as an image inside the budget fools the model, also one that was
/// only asked about. The best iterate is handed back.</remarks>
public sealed class Rgf : IAttack
{
    private readonly RgfOptions _options;
    private readonly PerturbationBall _ball;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Rgf(RgfOptions options)
    {
        _options = CheckedOptions.Of(options);
        Budget = new AttackBudget(options.Norm, options.Epsilon);
        _ball = PerturbationBall.Of(Budget);
    }

    /// <inheritdoc/>
    public string Name => "rgf";

    /// <inheritdoc/>
    public AttackBudget Budget { get; }

    /// <inheritdoc/>
    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        cancellation.ThrowIfCancellationRequested();
        Tensor clean = batch.Clean.detach();
        Tensor pixels = batch.Start is null ? clean.clone() : clean + _ball.ProjectWithin(clean, batch.Start.detach());
        AttackedPoint here = AttackedPoint.At(loss, pixels, withGradient: false);
        Tensor value = here.Loss.clone();
        var best = new BestImages(pixels, here);
        AttackTrace trace = AttackTrace.Begin(here);
        var directions = new SignDirections(batch, "rgf");
        for (int step = 1; step <= _options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = torch.NewDisposeScope();
            Tensor slope = Slope(loss, clean, pixels, value, directions, best, trace, cancellation);
            pixels.copy_(clean + _ball.ProjectWithin(clean, pixels + (_ball.Direction(slope) * _options.StepSize) - clean));
            AttackedPoint next = AttackedPoint.At(loss, pixels, withGradient: false);
            trace.Record(next);
            best.Offer(pixels, next);
            value.copy_(next.Loss);
            progress?.Report(new AttackProgress(step, _options.Steps));
        }

        return AttackResult.Release(_ball, Budget, clean, best.Pixels, trace);
    }

    private Tensor Slope(
        PerSampleLoss loss,
        Tensor clean,
        Tensor pixels,
        Tensor value,
        SignDirections directions,
        BestImages best,
        AttackTrace trace,
        CancellationToken cancellation)
    {
        Tensor slope = torch.zeros_like(pixels);
        for (int asked = 0; asked < _options.Directions; asked++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            Tensor direction = directions.Next();
            Tensor probe = (pixels + (direction * _options.Reach)).clamp(0, 1);
            AttackedPoint there = AttackedPoint.At(loss, probe, withGradient: false);
            Tensor gain = (there.Loss - value).nan_to_num(0, 0, 0);
            slope.add_(direction * (gain.view(-1, 1, 1, 1) / (_options.Directions * _options.Reach)));
            AttackedPoint counted = InsideOnly(there, _ball.Holds(probe - clean), value);
            trace.Record(counted);
            best.Offer(probe, counted);
        }

        return slope;
    }

    // An image outside the budget is asked about, never kept.
    private static AttackedPoint InsideOnly(AttackedPoint there, Tensor isInside, Tensor value) => there with
    {
        Loss = torch.where(isInside, there.Loss, value),
        StillCorrect = there.StillCorrect?.logical_or(isInside.logical_not()),
    };
}
