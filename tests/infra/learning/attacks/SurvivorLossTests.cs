using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class SurvivorLossTests
{
    private static readonly float[] Needed = [0.03f, 0.05f, 0.3f, 0.2f, 0.55f, 0.5f];

    [Fact]
    public void Leaving_fallen_samples_out_does_not_change_who_falls()
    {
        using var scope = NewDisposeScope();
        Tensor clean = (arange(0, 6 * 4).to(ScalarType.Float32) / 30).reshape(6, 1, 2, 2);
        int[] rows = ClassProblems.Rows(6);
        var attack = new Apgd(new ApgdOptions { Epsilon = 0.1, Iterations = 12 });
        var batch = new AttackBatch(clean, [0, 1, 2, 3, 4, 5], seed: 3);
        var sparing = new SurvivorLoss(Brightness(Needed), rows);

        AttackResult all = attack.Perturb(pixels => Brightness(Needed)(pixels, rows), batch);
        AttackResult spared = attack.Perturb(sparing.Judge, batch);

        bool[] verdicts = all.Trace.StillCorrect!.data<bool>().ToArray();
        Assert.Contains(true, verdicts);
        Assert.Contains(false, verdicts);
        Assert.Equal(verdicts, spared.Trace.StillCorrect!.data<bool>().ToArray());
        Assert.Equal(verdicts, Brightness(Needed)(spared.Pixels, rows).StillCorrect!.data<bool>().ToArray());
        Assert.True(sparing.Evaluations < 6 * 13);
    }

    [Fact]
    public void When_all_have_fallen_nothing_is_evaluated_any_more()
    {
        using var scope = NewDisposeScope();
        var sparing = new SurvivorLoss(Brightness([0.9f, 0.9f]), [0, 1]);

        AttackResult result = new Apgd(new ApgdOptions { Epsilon = 0.1, Iterations = 10 })
            .Perturb(sparing.Judge, new AttackBatch(zeros(2, 1, 2, 2), [0, 1], seed: 3));

        Assert.Equal(2, sparing.Evaluations);
        Assert.Equal([false, false], result.Trace.StillCorrect!.data<bool>().ToArray());
    }

    [Fact]
    public void A_wrong_answer_that_does_not_count_fells_nobody()
    {
        using var scope = NewDisposeScope();
        var sparing = new SurvivorLoss(Brightness([0.9f, 0.9f]), [0, 1], pixels => pixels.flatten(1).amax(1).lt(0.5));
        Tensor pixels = tensor(new[] { 0.2f, 0.7f }).reshape(2, 1, 1, 1);

        sparing.Judge(pixels);
        sparing.Judge(pixels);

        Assert.Equal(3, sparing.Evaluations);
    }

    [Fact]
    public void A_function_without_verdicts_is_refused()
    {
        using var scope = NewDisposeScope();
        var sparing = new SurvivorLoss((pixels, _) => pixels.flatten(1).sum(1), [0]);
        Assert.Throws<ArgumentException>(() => sparing.Judge(zeros(1, 1, 1, 1)));
    }

    /// <summary>Right while the image is brighter than needed; the loss is the darkness.</summary>
    private static RowLoss Brightness(float[] needed) => (pixels, rows) =>
    {
        Tensor brightness = pixels.flatten(1).mean([1]);
        return new LossAndVerdict(-brightness, brightness.gt(tensor(rows.Select(row => needed[row]).ToArray())));
    };
}
