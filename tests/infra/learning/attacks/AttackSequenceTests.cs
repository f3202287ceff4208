using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class AttackSequenceTests
{
    [Fact]
    public void Each_attack_sees_only_what_still_stands_in_full_batches()
    {
        using var scope = NewDisposeScope();
        var seen = new List<int[]>();
        RowLoss Fells(Func<int, bool> falls) => (pixels, rows) =>
        {
            seen.Add(rows);
            return new LossAndVerdict(pixels.flatten(1).sum(1), tensor(rows.Select(row => !falls(row)).ToArray()));
        };
        AttackPass[] passes = [Pass("odd", Fells(row => row % 2 == 1)), Pass("none", Fells(_ => false)), Pass("low", Fells(row => row < 4))];
        var sequence = new AttackSequence(passes, batch: 4);

        SequenceResult result = sequence.Perturb(Set(10));

        Assert.Equal(["low", "odd", "low", "odd", null, "odd", null, "odd", null, "odd"], result.FelledBy);
        int[][] batches = [.. seen.DistinctBy(rows => string.Join(' ', rows))];
        Assert.Equal([[0, 1, 2, 3], [0, 2], [4, 5, 6, 7], [4, 6], [8, 9], [8], [0, 2, 4, 6]], batches);
    }

    [Fact]
    public void A_sequence_of_one_attack_gives_what_the_attack_gives()
    {
        using var scope = NewDisposeScope();
        Tensor clean = ClassProblems.Clean();
        var batch = new AttackBatch(clean, Ids(ClassProblems.Images), seed: 8);
        RowLoss loss = ClassProblems.Attacked("curved").Against(ClassLosses.Dlr);
        var attack = new Apgd(new ApgdOptions { Epsilon = 0.01, Iterations = 9 });

        AttackResult alone = attack.Perturb(pixels => loss(pixels, ClassProblems.Rows()), batch);
        SequenceResult sequence = new AttackSequence([new AttackPass("apgd-dlr", attack, loss)], batch: 100).Perturb(batch);

        bool[] stands = alone.Trace.StillCorrect!.data<bool>().ToArray();
        Assert.Contains(true, stands);
        Assert.Equal(stands.Select(stood => stood ? null : "apgd-dlr"), sequence.FelledBy);
        foreach (int row in ClassProblems.Rows().Where(row => stands[row]))
        {
            Assert.Equal(Values(alone.Pixels[row]), Values(sequence.Pixels[row]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Batches_and_the_order_of_samples_do_not_change_who_falls_or_how(int size)
    {
        using var scope = NewDisposeScope();
        var set = new AttackBatch(ClassProblems.Clean(), Ids(ClassProblems.Images), seed: 8);
        int[] turned = [5, 2, 4, 0, 3, 1];
        Func<Tensor, Tensor> model = ClassProblems.Model("curved");
        long[] labels = ClassProblems.Labels(model);
        AttackedClasses classes = ClassProblems.Attacked("curved");
        AttackedClasses turnedClasses = new(model, ClassProblems.Classes, [.. turned.Select(row => labels[row])]);

        SequenceResult together = Restarts(classes, 100).Perturb(set);
        SequenceResult apart = Restarts(turnedClasses, size).Perturb(set.Rows(turned));

        Assert.Contains(null, together.FelledBy);
        Assert.Contains("apgd-ce", together.FelledBy);
        Assert.Equal(turned.Select(row => together.FelledBy[row]), apart.FelledBy);
        Assert.True(apart.Pixels.allclose(set.Rows(turned).Clean + (together.Pixels - set.Clean).index_select(0, tensor(turned)), rtol: 0, atol: 1e-6));
    }

    [Fact]
    public void Restarts_and_ranks_draw_other_starts_and_the_first_draws_the_sequences_own()
    {
        using var scope = NewDisposeScope();
        var starts = new List<float[]>();
        RowLoss spy = (pixels, rows) =>
        {
            starts.Add(Values(pixels.detach()));
            return new LossAndVerdict(pixels.flatten(1).sum(1), ones(rows.Length).gt(0));
        };
        IAttack once = new Apgd(new ApgdOptions { Epsilon = 0.1, Iterations = 1 });
        var batch = new AttackBatch(full([1, 1, 3, 4], 0.5f), Ids(1), seed: 8);
        once.Perturb(pixels => spy(pixels, [0]), batch);
        AttackPass[] passes = [new("a", once, spy), new("a", once, spy, "restart-2"), new("b", once, spy, "restart-2")];
        new AttackSequence(passes, 1).Perturb(batch);

        float[][] first = [starts[0], starts[2], starts[4], starts[6]];
        Assert.Equal(first[0], first[1]);
        Assert.NotEqual(first[1], first[2]);
        Assert.NotEqual(first[2], first[3]);
    }

    [Fact]
    public void Progress_rises_to_the_whole()
    {
        using var scope = NewDisposeScope();
        var told = new List<int>();
        AttackedClasses classes = ClassProblems.Attacked("linear");
        Restarts(classes, 2).Perturb(new AttackBatch(ClassProblems.Clean(), Ids(6), seed: 8), progress: new Told(told));
        Assert.Equal(told.Order(), told);
        Assert.InRange(told[^1], 9_000, 10_000);
    }

    private static AttackSequence Restarts(AttackedClasses classes, int batch)
    {
        var attack = new Apgd(new ApgdOptions { Epsilon = 0.012, Iterations = 6 });
        RowLoss loss = classes.Against(LogOdds.Against);
        return new AttackSequence(
        [
            new AttackPass("apgd-ce", attack, loss),
            new AttackPass("apgd-ce", attack, loss, "restart-2"),
            AttackPass.Towards("apgd-t", attack, classes, ClassLosses.TargetedDlr, 2),
        ], batch);
    }

    private static AttackPass Pass(string name, RowLoss loss) => new(name, new Apgd(new ApgdOptions { Iterations = 2 }), loss);

    private static AttackBatch Set(int count) => new(full([count, 1, 2, 2], 0.5f), Ids(count), seed: 1);

    private sealed class Told(List<int> steps) : IProgress<AttackProgress>
    {
        public void Report(AttackProgress value) => steps.Add(value.Step);
    }
}
