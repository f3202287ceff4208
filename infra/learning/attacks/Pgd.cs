using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Projected gradient ascent with momentum on the step direction (Madry et al. 2018; the form of FARE, Schlarmann et al. 2024).</summary>
public sealed class Pgd : IAttack
{
    private readonly PgdOptions _options;
    private readonly PerturbationBall _ball;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Pgd(PgdOptions options)
    {
        _options = CheckedOptions.Of(options);
        Budget = new AttackBudget(options.Norm, options.Epsilon);
        _ball = PerturbationBall.Of(Budget);
    }

    /// <inheritdoc/>
    public string Name => "pgd";

    /// <inheritdoc/>
    public AttackBudget Budget { get; }

    /// <inheritdoc/>
    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        Tensor clean = batch.Clean.detach();
        Tensor perturbation = Start(clean, batch);
        Tensor direction = torch.zeros_like(clean);
        AttackTrace? trace = null;
        BestImages? best = null;
        for (int step = 0; step < _options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = torch.NewDisposeScope();
            Tensor pixels = clean + perturbation;
            AttackedPoint point = AttackedPoint.At(loss, pixels, withGradient: true);
            Follow(point, pixels, ref trace, ref best);
            direction.copy_(_ball.Direction((direction * _options.Momentum).add_(_ball.Direction(point.Gradient!))));
            perturbation.copy_(_ball.ProjectWithin(clean, perturbation + (direction * _options.StepSize)));
            progress?.Report(new AttackProgress(step + 1, _options.Steps));
        }

        Tensor last = clean + perturbation;
        if (best is not null)
        {
            Follow(AttackedPoint.At(loss, last, withGradient: false), last, ref trace, ref best);
        }

        return AttackResult.Release(_ball, Budget, clean, best?.Pixels ?? last, trace!);
    }

    private Tensor Start(Tensor clean, AttackBatch batch)
    {
        if (batch.Start is not null)
        {
            return _ball.ProjectWithin(clean, batch.Start.detach());
        }

        if (!_options.RandomStart)
        {
            return torch.zeros_like(clean);
        }

        Tensor noise = _ball.RandomInside(clean.shape, batch.Seed, "pgd-start", batch.SampleIds).to(clean.device);
        return _options.ClipStart || _options.Keep == KeptIterate.Best ? _ball.ProjectWithin(clean, noise) : noise;
    }

    private void Follow(AttackedPoint point, Tensor pixels, ref AttackTrace? trace, ref BestImages? best)
    {
        if (trace is not null)
        {
            trace.Record(point);
            best?.Offer(pixels, point);
            return;
        }

        trace = AttackTrace.Begin(point);
        trace.MoveToOuterDisposeScope();
        if (_options.Keep == KeptIterate.Best)
        {
            best = new BestImages(pixels, point);
            best.MoveToOuterDisposeScope();
        }
    }
}
