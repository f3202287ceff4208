using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>One attack of a sequence: an attack with a loss, and with its own randomness where the sequence has several of the kind.</summary>
public sealed class AttackPass
{
    private readonly AttackBudget _budget;
    private readonly Perturbing _perturb;
    private readonly Func<AttackBatch, int[], IReadOnlyList<RowLoss>> _losses;
    private readonly string _purpose;

    /// <summary>An attack on a loss.</summary>
    /// <param name="name">How results name it; several passes may share a name.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="loss">The attacked function; it must give verdicts.</param>
    /// <param name="purpose">Tells its random numbers from those of the name's other passes; empty for the first.</param>
    public AttackPass(string name, IAttack attack, RowLoss loss, string purpose = "")
        : this(name, attack.Budget, FirstOf(attack), (_, _) => [loss], purpose)
    {
    }

    private AttackPass(
        string name, AttackBudget budget, Perturbing perturb, Func<AttackBatch, int[], IReadOnlyList<RowLoss>> losses, string purpose) =>
        (Name, _budget, _perturb, _losses, _purpose) = (name, budget, perturb, losses, purpose);

    private delegate AttackResult Perturbing(
        IReadOnlyList<PerSampleLoss> losses, AttackBatch batch, CancellationToken cancellation, IProgress<AttackProgress>? progress);

    /// <summary>How results name it.</summary>
    public string Name { get; }

    /// <summary>An attack towards the wrong class of a rank, counted on the clean images.</summary>
    /// <param name="name">How results name it.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="classes">The classifier.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="rank">1 is the likeliest wrong class.</param>
    /// <param name="purpose">Tells its random numbers from those of the name's other passes; the rank does so too.</param>
    /// <param name="draws">Passes of a model with random parts of which the mean is attacked.</param>
    public static AttackPass Towards(
        string name, IAttack attack, AttackedClasses classes, TargetedClassLoss loss, int rank, string purpose = "", int draws = 1) =>
        new(
            name,
            attack.Budget,
            FirstOf(attack),
            (batch, rows) => [Expectation.Over(classes.Towards(loss, classes.WrongClasses(batch.Clean, rows, rank)), draws)],
            rank == 1 ? purpose : FormattableString.Invariant($"{purpose}/rank-{rank}"));

    /// <summary>Untargeted FAB: across whichever boundary of the true class is nearest. Each boundary costs a pass through the model.</summary>
    /// <param name="name">How results name it.</param>
    /// <param name="fab">The attack.</param>
    /// <param name="classes">The classifier.</param>
    /// <param name="purpose">Tells its random numbers from those of the name's other passes; empty for the first.</param>
    public static AttackPass Across(string name, Fab fab, AttackedClasses classes, string purpose = "") =>
        new(
            name,
            fab.Budget,
            fab.Perturb,
            (batch, rows) =>
            [
                .. classes.Ranks(classes.Count)
                    .Select(rank => classes.Towards(ClassLosses.TargetedMargin, classes.WrongClasses(batch.Clean, rows, rank))),
            ],
            purpose);

    /// <summary>One value per run of an attack, for the passes of several runs.</summary>
    /// <param name="count">How many runs.</param>
    /// <param name="run">Is told whether the run is the first and what its randomness is for: the sequence's own, and another for every other run.</param>
    public static IEnumerable<T> Repeat<T>(int count, Func<bool, string, T> run) =>
        Enumerable.Range(1, count).Select(number => run(number == 1, number == 1 ? "" : FormattableString.Invariant($"restart-{number}")));

    /// <summary>Attacks a batch; a sample that has fallen costs no further pass through the model.</summary>
    /// <param name="batch">The images; the seed is the sequence's.</param>
    /// <param name="rows">Which samples of the set they are.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    /// <returns>The adversarial images; tensors go to the caller's dispose scope.</returns>
    public AttackResult Run(AttackBatch batch, int[] rows, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        ulong seed = _purpose.Length == 0 ? batch.Seed : Seeds.Derive(batch.Seed, Name, _purpose);
        Tensor clean = batch.Clean.detach();
        PerturbationBall ball = PerturbationBall.Of(_budget);
        Tensor Counts(Tensor pixels) => ball.Holds(pixels - clean);
        PerSampleLoss[] alive = [.. _losses(batch, rows).Select(loss => (PerSampleLoss)new SurvivorLoss(loss, rows, Counts).Judge)];
        return _perturb(alive, new AttackBatch(clean, batch.SampleIds, seed, batch.Start), cancellation, progress);
    }

    private static Perturbing FirstOf(IAttack attack) =>
        (losses, batch, cancellation, progress) => attack.Perturb(losses[0], batch, cancellation, progress);
}
