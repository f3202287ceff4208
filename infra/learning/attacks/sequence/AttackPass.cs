using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>One attack of a sequence: an attack with a loss, and with its own randomness where the sequence has several of the kind.</summary>
public sealed class AttackPass
{
    private readonly Running _run;

    /// <summary>An attack on a loss.</summary>
    /// <param name="name">How results name it; several passes may share a name.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="loss">The attacked function; it must give verdicts.</param>
    /// <param name="purpose">Tells its random numbers from those of the name's other passes; empty for the first.</param>
    public AttackPass(string name, IAttack attack, RowLoss loss, string purpose = "")
        : this(name, OnSurvivors(name, attack.Budget, FirstOf(attack), (_, _) => [loss], purpose))
    {
    }

    private AttackPass(string name, Running run) => (Name, _run) = (name, run);

    /// <summary>Perturbs a batch in a way of its own; see <see cref="Of"/>.</summary>
    /// <param name="batch">The images; the seed is the sequence's.</param>
    /// <param name="rows">Which samples of the set they are.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    public delegate AttackResult Running(AttackBatch batch, int[] rows, CancellationToken cancellation, IProgress<AttackProgress>? progress);

    private delegate AttackResult Perturbing(
        IReadOnlyList<PerSampleLoss> losses, AttackBatch batch, CancellationToken cancellation, IProgress<AttackProgress>? progress);

    /// <summary>How results name it.</summary>
    public string Name { get; }

    /// <summary>An attack on a function that is made when a batch's clean images are known.</summary>
    /// <param name="name">How results name it.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="lossOf">Makes the attacked function of a batch; it must give verdicts.</param>
    /// <param name="purpose">Tells its random numbers from those of the name's other passes; empty for the first.</param>
    public static AttackPass On(string name, IAttack attack, Func<AttackBatch, int[], RowLoss> lossOf, string purpose = "") =>
        new(name, OnSurvivors(name, attack.Budget, FirstOf(attack), (batch, rows) => [lossOf(batch, rows)], purpose));

    /// <summary>An attack with a start per sample, such as what another one has found.</summary>
    /// <param name="name">How results name it.</param>
    /// <param name="attack">The attack.</param>
    /// <param name="loss">The attacked function; it must give verdicts.</param>
    /// <param name="startOf">The perturbations to start from, of the images' shape, or null for the attack's own start.</param>
    public static AttackPass From(string name, IAttack attack, RowLoss loss, Func<int[], Tensor?> startOf)
    {
        var plain = new AttackPass(name, attack, loss);
        return Of(name, (batch, rows, cancellation, progress) =>
            plain.Run(new AttackBatch(batch.Clean, batch.SampleIds, batch.Seed, startOf(rows)?.to(batch.Clean.device)), rows, cancellation, progress));
    }

    /// <summary>Anything that perturbs batches within the sequence's budget.</summary>
    /// <param name="name">How results name it.</param>
    /// <param name="run">Perturbs a batch.</param>
    public static AttackPass Of(string name, Running run) => new(name, run);

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
        On(
            name,
            attack,
            (batch, rows) => Expectation.Over(classes.Towards(loss, classes.WrongClasses(batch.Clean, rows, rank)), draws),
            rank == 1 ? purpose : FormattableString.Invariant($"{purpose}/rank-{rank}"));

    /// <summary>Untargeted FAB: across whichever boundary of the true class is nearest. Each boundary costs a pass through the model.</summary>
    /// <param name="name">How results name it.</param>
    /// <param name="fab">The attack.</param>
    /// <param name="classes">The classifier.</param>
    /// <param name="purpose">Tells its random numbers from those of the name's other passes; empty for the first.</param>
    public static AttackPass Across(string name, Fab fab, AttackedClasses classes, string purpose = "") =>
        new(name, OnSurvivors(
            name,
            fab.Budget,
            fab.Perturb,
            (batch, rows) =>
            [
                .. classes.Ranks(classes.Count)
                    .Select(rank => classes.Towards(ClassLosses.TargetedMargin, classes.WrongClasses(batch.Clean, rows, rank))),
            ],
            purpose));

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
    public AttackResult Run(AttackBatch batch, int[] rows, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null) =>
        _run(batch, rows, cancellation, progress);

    private static Running OnSurvivors(
        string name, AttackBudget budget, Perturbing perturb, Func<AttackBatch, int[], IReadOnlyList<RowLoss>> losses, string purpose) =>
        (batch, rows, cancellation, progress) =>
        {
            ulong seed = purpose.Length == 0 ? batch.Seed : Seeds.Derive(batch.Seed, name, purpose);
            Tensor clean = batch.Clean.detach();
            PerturbationBall ball = PerturbationBall.Of(budget);
            Tensor Counts(Tensor pixels) => ball.Holds(pixels - clean);
            PerSampleLoss[] alive = [.. losses(batch, rows).Select(loss => (PerSampleLoss)new SurvivorLoss(loss, rows, Counts).Judge)];
            return perturb(alive, new AttackBatch(clean, batch.SampleIds, seed, batch.Start), cancellation, progress);
        };

    private static Perturbing FirstOf(IAttack attack) =>
        (losses, batch, cancellation, progress) => attack.Perturb(losses[0], batch, cancellation, progress);
}
