using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Square (Andriushchenko et al. 2020, algorithm 1 with 2 in Linf, 3 in L2): random search that changes one square window per query and
/// keeps what makes the loss larger. It needs no gradient, so it finds what masked gradients hide.</summary>
/// <remarks>Give it a margin (<see cref="ClassLosses.Margin"/>) where there are classes. A
/// sample is left alone as soon as an image fools the model.</remarks>
public sealed class Square : IAttack
{
    private readonly SquareOptions _options;
    private readonly PerturbationBall _ball;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Square(SquareOptions options)
    {
        _options = CheckedOptions.Of(options);
        Budget = new AttackBudget(options.Norm, options.Epsilon);
        _ball = PerturbationBall.Of(Budget);
    }

    /// <inheritdoc/>
    public string Name => "square";

    /// <inheritdoc/>
    public AttackBudget Budget { get; }

    /// <inheritdoc/>
    public AttackResult Perturb(PerSampleLoss loss, AttackBatch batch, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        cancellation.ThrowIfCancellationRequested();
        Tensor clean = batch.Clean.detach();
        ISquareMoves moves = Budget.Norm == Norm.L2 ? new L2Moves(batch, Budget.Radius) : new LinfMoves(batch, Budget.Radius);
        Tensor pixels = batch.Start is null ? moves.Start() : clean + _ball.ProjectWithin(clean, batch.Start.detach());
        AttackedPoint point = AttackedPoint.At(loss, pixels, withGradient: false);
        Tensor best = point.Loss.clone();
        AttackTrace trace = AttackTrace.Begin(point);
        bool[] stands = Standing(point);
        int iterations = _options.Queries - 1;
        for (int iteration = 0; iteration < iterations && stands.Contains(true); iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var iterationScope = torch.NewDisposeScope();
            Tensor proposal = moves.From(pixels, stands, Share(iteration, iterations));
            AttackedPoint there = AttackedPoint.At(loss, proposal, withGradient: false);
            trace.Record(there);
            Accept(proposal, there, stands, pixels, best);
            stands = [.. stands.Zip(Standing(there), (before, now) => before && now)];
            progress?.Report(new AttackProgress(iteration + 2, _options.Queries));
        }

        return AttackResult.Release(_ball, Budget, clean, pixels, trace);
    }

    private static void Accept(Tensor proposal, AttackedPoint there, bool[] stands, Tensor pixels, Tensor best)
    {
        Tensor better = there.Loss.gt(best);
        if (there.StillCorrect is not null)
        {
            Tensor stood = torch.tensor(stands.Select(isStanding => isStanding ? 1f : 0f).ToArray()).to(pixels.device).gt(0);
            better = better.logical_or(there.StillCorrect.logical_not()).logical_and(stood);
        }

        best.copy_(torch.where(better, there.Loss, best));
        pixels.copy_(torch.where(better.view(-1, 1, 1, 1), proposal, pixels));
    }

    private static bool[] Standing(AttackedPoint point) =>
        point.StillCorrect?.cpu().data<bool>().ToArray() ?? [.. Enumerable.Repeat(true, (int)point.Loss.shape[0])];

    private double Share(int iteration, int iterations) => SquareSchedule.Share(
        _options.FirstShare, _options.StretchSchedule ? SquareSchedule.Stretched(iteration, iterations) : iteration);
}
