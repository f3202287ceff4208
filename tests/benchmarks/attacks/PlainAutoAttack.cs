using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Benchmarks;

/// <summary>The attacks of AutoAttack standard the straightforward way: every image of a batch goes through the model to the end of an attack.</summary>
static class PlainAutoAttack
{
    /// <summary>Runs it; how many stand.</summary>
    /// <param name="workload">The problem.</param>
    /// <param name="gathers">Whether an attack sees only what stood before it, as in the published code, instead of every image.</param>
    public static int Run(AttackWorkload workload, bool gathers)
    {
        using var scope = NewDisposeScope();
        AttackedClasses classes = workload.Classes;
        AutoAttackOptions options = AttackSizes.AutoAttack;
        var apgd = new Apgd(new ApgdOptions { Epsilon = options.Epsilon, Iterations = options.Iterations });
        // FAB without the end that it has when all have fallen.
        var fab = new Fab(new FabOptions { Epsilon = options.Epsilon, Iterations = options.Iterations, Minimise = true });
        var square = new Square(new SquareOptions { Epsilon = options.Epsilon, Queries = options.Queries });
        RowLoss[] Targeted(TargetedClassLoss loss) => [.. classes.Ranks(options.Targets).Select(rank => Towards(workload, loss, rank))];
        (IAttack, RowLoss)[] attacks =
        [
            (apgd, classes.Against(LogOdds.Against)),
            .. Targeted(ClassLosses.TargetedDlr).Select(loss => ((IAttack)apgd, loss)),
            .. Targeted(ClassLosses.TargetedMargin).Select(loss => ((IAttack)fab, loss)),
            (square, classes.Against(ClassLosses.Margin)),
        ];
        HashSet<int> standing = [.. Enumerable.Range(0, AttackSizes.Samples)];
        foreach (var (attack, loss) in attacks)
        {
            int[] attacked = gathers ? [.. standing.Order()] : [.. Enumerable.Range(0, AttackSizes.Samples)];
            foreach (int[] rows in attacked.Chunk(Sizes.Batch))
            {
                using var batchScope = NewDisposeScope();
                AttackResult result = attack.Perturb(pixels => loss(pixels, rows), workload.Set.Rows(rows));
                bool[] stands = result.Trace.StillCorrect!.data<bool>().ToArray();
                standing.ExceptWith(rows.Where((_, place) => !stands[place]));
            }
        }
        return standing.Count;
    }

    static RowLoss Towards(AttackWorkload workload, TargetedClassLoss loss, int rank) =>
        workload.Classes.Towards(loss, workload.Classes.WrongClasses(workload.Set.Clean, [.. Enumerable.Range(0, AttackSizes.Samples)], rank));
}
