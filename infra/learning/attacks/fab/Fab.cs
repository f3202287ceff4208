using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>FAB (Croce and Hein 2020b, algorithm 1): looks for the smallest perturbation that crosses the decision boundary, step by step along
/// the linearised boundary with a bias towards the clean image.</summary>
/// <remarks>The loss must be negative on the true side of the boundary and zero on it: <see cref="ClassLosses.TargetedMargin"/> gives FAB-T. A
/// sample that does not fall inside the budget gets its clean image back. The trace's verdicts count only images inside the budget.</remarks>
public sealed class Fab : IAttack
{
    private const double TinyStep = 1e-8;

    private readonly FabOptions _options;
    private readonly PerturbationBall _ball;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Fab(FabOptions options)
    {
        _options = CheckedOptions.Of(options);
        Budget = new AttackBudget(options.Norm, options.Epsilon);
        _ball = PerturbationBall.Of(Budget);
    }

    /// <inheritdoc/>
    public string Name => "fab";

    /// <inheritdoc/>
    public AttackBudget Budget { get; }

    /// <inheritdoc/>
    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null) =>
        Perturb([loss], batch, cancellation, progress);

    /// <summary>Attacks a batch across whichever of several boundaries is nearest: untargeted FAB, with a targeted margin per wrong class.</summary>
    /// <param name="boundaries">Functions that are negative on the true side, with the same verdicts; at least one.</param>
    /// <param name="batch">The images and their randomness.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    public AttackResult Perturb(
        IReadOnlyList<PerSampleLoss> boundaries, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        Tensor clean = batch.Clean.detach();
        Tensor current = clean + Start(clean, batch);
        var best = new FabBest(_ball, clean);
        AttackTrace? trace = null;
        bool isOpen = true;
        for (int done = 1; done <= _options.Iterations && isOpen; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var iteration = torch.NewDisposeScope();
            AttackedPoint here = NearestBoundary.At(Budget.Norm, boundaries, current);
            best.Offer(current, Open(best).logical_and(Fools(here)));
            Follow(Counted(here, current - clean), ref trace);
            Tensor open = Open(best);
            Tensor next = torch.where(open.view(-1, 1, 1, 1), Approach(clean, current, here), current);
            AttackedPoint there = AttackedPoint.At(boundaries[0], next, withGradient: false);
            Tensor fools = open.logical_and(Fools(there));
            best.Offer(next, fools);
            Follow(Counted(there, next - clean), ref trace);
            current.copy_(torch.where(fools.view(-1, 1, 1, 1), clean + ((next - clean) * _options.Backward), next));
            isOpen = Open(best).any(0).item<bool>();
            progress?.Report(new AttackProgress(done, _options.Iterations));
        }

        return AttackResult.Release(_ball, Budget, clean, best.Pixels, trace!);
    }

    // Both the point and its original are projected onto the boundary; the nearer the boundary, the more the step keeps to the point's own way.
    private Tensor Approach(Tensor clean, Tensor current, AttackedPoint here)
    {
        Tensor normal = here.Gradient!.flatten(1), at = current.flatten(1), origin = clean.flatten(1);
        Tensor originGap = ((at - origin) * normal).sum(1) - here.Loss;
        Tensor changes = BoxedHyperplane.Change(
            Budget.Norm, torch.cat([at, origin], 0), torch.cat([normal, normal], 0), torch.cat([-here.Loss, originGap], 0));
        long count = clean.shape[0];
        (Tensor own, Tensor fromOrigin) = (changes.narrow(0, 0, count).view(clean.shape), changes.narrow(0, count, count).view(clean.shape));
        (Tensor ownSize, Tensor originSize) = (_ball.Size(own).clamp(min: TinyStep), _ball.Size(fromOrigin).clamp(min: TinyStep));
        Tensor bias = (ownSize / (ownSize + originSize)).clamp(max: _options.LargestBias).view(-1, 1, 1, 1);
        Tensor onward = (current + (own * _options.Overshoot)) * (1 - bias);
        return (onward + ((clean + (fromOrigin * _options.Overshoot)) * bias)).clamp(0, 1);
    }

    private Tensor Open(FabBest best) => _options.Minimise ? torch.ones_like(best.IsInside) : best.IsInside.logical_not();

    private static Tensor Fools(AttackedPoint point) => point.StillCorrect?.logical_not() ?? point.Loss.gt(0);

    private AttackedPoint Counted(AttackedPoint point, Tensor perturbation) =>
        point with { StillCorrect = Fools(point).logical_and(_ball.Holds(perturbation)).logical_not() };

    private static void Follow(AttackedPoint point, ref AttackTrace? trace)
    {
        if (trace is not null)
        {
            trace.Record(point);
            return;
        }

        trace = AttackTrace.Begin(point);
        trace.MoveToOuterDisposeScope();
    }

    private Tensor Start(Tensor clean, AttackBatch batch)
    {
        if (batch.Start is not null)
        {
            return _ball.ProjectWithin(clean, batch.Start.detach());
        }

        return _options.RandomStart
            ? _ball.ProjectWithin(clean, _ball.RandomOnSurface(clean.shape, batch.Seed, "fab-start", batch.SampleIds).to(clean.device) / 2)
            : torch.zeros_like(clean);
    }
}
