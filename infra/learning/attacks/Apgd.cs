using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Auto-PGD (Croce and Hein 2020, algorithm 1): projected ascent with momentum whose step size adapts per sample.</summary>
/// <remarks>Every iterate is clipped to the budget and to [0, 1]. What is handed back is the best iterate by loss; where the attacked function
/// gives verdicts, an image that fools the model goes before one that does not.</remarks>
public sealed class Apgd : IAttack
{
    private const double ForwardShare = 0.75;

    private readonly ApgdOptions _options;
    private readonly PerturbationBall _ball;
    private readonly HashSet<int> _checkpoints;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Apgd(ApgdOptions options)
    {
        _options = CheckedOptions.Of(options);
        Budget = new AttackBudget(options.Norm, options.Epsilon);
        _ball = PerturbationBall.Of(Budget);
        _checkpoints = [.. ApgdSchedule.Checkpoints(options.Iterations)];
    }

    /// <inheritdoc/>
    public string Name => "apgd";

    /// <inheritdoc/>
    public AttackBudget Budget { get; }

    /// <inheritdoc/>
    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        cancellation.ThrowIfCancellationRequested();
        Tensor clean = batch.Clean.detach();
        Tensor start = clean + Start(clean, batch);
        (ApgdState state, BestImages best, AttackTrace trace) = Begin(loss, start);
        int lastCheckpoint = 0;
        for (int done = 1; done <= _options.Iterations; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var iteration = torch.NewDisposeScope();
            Tensor next = Step(state, clean, done == 1 ? 1.0 : ForwardShare);
            // Nobody follows the gradient of the last image.
            bool isLast = done == _options.Iterations;
            AttackedPoint point = AttackedPoint.At(loss, next, withGradient: !isLast);
            trace.Record(point);
            best.Offer(next, point);
            if (!isLast)
            {
                state.Advance(next, point);
                if (_checkpoints.Contains(done))
                {
                    state.Checkpoint(done - lastCheckpoint);
                    lastCheckpoint = done;
                }
            }

            progress?.Report(new AttackProgress(done, _options.Iterations));
        }

        return AttackResult.Release(_ball, Budget, clean, best.Pixels, trace);
    }

    private (ApgdState State, BestImages Best, AttackTrace Trace) Begin(PerSampleLoss loss, Tensor start)
    {
        using var scope = torch.NewDisposeScope();
        AttackedPoint first = AttackedPoint.At(loss, start, withGradient: true);
        var state = new ApgdState(start, first, _options.InitialStep * Budget.Radius);
        var best = new BestImages(start, first);
        AttackTrace trace = AttackTrace.Begin(first);
        state.MoveToOuterDisposeScope();
        best.MoveToOuterDisposeScope();
        trace.MoveToOuterDisposeScope();
        return (state, best, trace);
    }

    private Tensor Step(ApgdState state, Tensor clean, double forward)
    {
        Tensor Within(Tensor pixels) => clean + _ball.ProjectWithin(clean, pixels - clean);
        Tensor ahead = Within(state.Pixels + (state.StepSize * _ball.Direction(state.Gradient)));
        Tensor momentum = (state.Pixels - state.Previous) * (1 - forward);
        return Within(state.Pixels + ((ahead - state.Pixels) * forward).add_(momentum));
    }

    private Tensor Start(Tensor clean, AttackBatch batch)
    {
        if (batch.Start is not null)
        {
            return _ball.ProjectWithin(clean, batch.Start.detach());
        }

        return _options.RandomStart
            ? _ball.ProjectWithin(clean, _ball.RandomOnSurface(clean.shape, batch.Seed, "apgd-start", batch.SampleIds).to(clean.device))
            : torch.zeros_like(clean);
    }
}
