using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class ApgdClassesTests
{
    // Figures of tests/golden/attacks/apgd_classes.py: the algorithm written again, one image at a time, in float64.
    [Fact]
    public void The_paths_on_classifiers_agree_with_an_independent_implementation()
    {
        using JsonDocument golden = ClassProblems.Golden("apgd_classes");
        Assert.All(golden.RootElement.EnumerateArray(), run =>
        {
            using var scope = NewDisposeScope();
            (string model, string loss) = (run.GetProperty("model").GetString()!, run.GetProperty("loss").GetString()!);
            Norm norm = run.GetProperty("norm").GetString() == "linf" ? Norm.Linf : Norm.L2;
            Tensor clean = ClassProblems.Clean();

            AttackResult result = new Apgd(new ApgdOptions { Norm = norm, Epsilon = norm == Norm.Linf ? 0.015 : 0.04, Iterations = 25, RandomStart = false })
                .Perturb(Loss(model, loss, clean), new AttackBatch(clean, Ids(ClassProblems.Images), seed: 0));

            float[] pixels = Values(result.Pixels);
            JsonElement[] images = [.. run.GetProperty("images").EnumerateArray()];
            Assert.Equal(images.Select(image => !image.GetProperty("fools").GetBoolean()), result.Trace.StillCorrect!.data<bool>().ToArray());
            float[] losses = Values(result.Trace.LargestLoss);
            Assert.All(images, (image, place) =>
            {
                double loss = image.GetProperty("loss").GetDouble();
                // Where the ratio is flat at 1 (the truth has become third), rounding decides which of its maximisers is kept.
                double[] expected = loss > 0.999 ? [] : ClassProblems.Numbers(image.GetProperty("pixels"));
                Assert.All(expected, (value, pixel) => Assert.Equal(value, pixels[(place * 12) + pixel], 3e-4));
                Assert.Equal(loss, losses[place], 1e-3);
            });
        });
    }

    private static PerSampleLoss Loss(string model, string loss, Tensor clean)
    {
        AttackedClasses classes = ClassProblems.Attacked(model);
        int[] rows = ClassProblems.Rows();
        RowLoss attacked = loss == "dlr"
            ? classes.Against(ClassLosses.Dlr)
            : classes.Towards(ClassLosses.TargetedDlr, classes.WrongClasses(clean, rows, loss[^1] - '0'));
        return pixels => attacked(pixels, rows);
    }
}
