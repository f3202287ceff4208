using Rampart.Evaluation;
using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Stages.Tests;

public class SurvivorLossTests
{
    [Fact]
    public void Leaving_fallen_samples_out_does_not_change_who_falls()
    {
        using var scope = NewDisposeScope();
        Tensor clean = (arange(0, 6 * 4).to(ScalarType.Float32) / 30).reshape(6, 1, 2, 2);
        string[] truths = ["0.03", "0.05", "0.3", "0.2", "0.55", "0.5"];
        var attack = new Apgd(new ApgdOptions { Epsilon = 0.1, Iterations = 12 });
        var batch = new AttackBatch(clean, [0, 1, 2, 3, 4, 5], seed: 3);
        using var task = new BrightnessTask();
        var sparing = new SurvivorLoss(task, truths);

        AttackResult all = attack.Perturb(pixels => task.Judge(pixels, truths), batch);
        AttackResult spared = attack.Perturb(sparing.Judge, batch);

        bool[] verdicts = all.Trace.StillCorrect!.data<bool>().ToArray();
        Assert.Contains(true, verdicts);
        Assert.Contains(false, verdicts);
        Assert.Equal(verdicts, spared.Trace.StillCorrect!.data<bool>().ToArray());
        Assert.Equal(verdicts, task.Judge(spared.Pixels, truths).StillCorrect!.data<bool>().ToArray());
        Assert.True(sparing.Evaluations < 6 * 13);
    }

    [Fact]
    public void When_all_have_fallen_nothing_is_evaluated_any_more()
    {
        using var scope = NewDisposeScope();
        string[] truths = ["0.9", "0.9"];
        using var task = new BrightnessTask();
        var sparing = new SurvivorLoss(task, truths);

        AttackResult result = new Apgd(new ApgdOptions { Epsilon = 0.1, Iterations = 10 })
            .Perturb(sparing.Judge, new AttackBatch(zeros(2, 1, 2, 2), [0, 1], seed: 3));

        Assert.Equal(2, sparing.Evaluations);
        Assert.Equal([false, false], result.Trace.StillCorrect!.data<bool>().ToArray());
    }

    /// <summary>Right while the image is brighter than the truth says; the loss is the darkness.</summary>
    private sealed class BrightnessTask : IEvaluatedTask
    {
        public IReadOnlyList<string> Answers(Tensor pixels) => throw new NotSupportedException();

        public bool IsRight(string answer, string truth) => throw new NotSupportedException();

        public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<string> truths)
        {
            Tensor needed = tensor(truths.Select(truth => float.Parse(truth, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
            Tensor brightness = pixels.flatten(1).mean([1]);
            return new LossAndVerdict(-brightness, brightness.gt(needed));
        }

        public void Dispose()
        {
        }
    }
}
