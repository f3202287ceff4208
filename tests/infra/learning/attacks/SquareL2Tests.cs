using System.Text.Json;
using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class SquareL2Tests
{
    // Figures of tests/golden/attacks/square_l2.py, as those of the path in SquareTests.
    [Fact]
    public void The_pattern_agrees_with_the_published_one()
    {
        using JsonDocument golden = ClassProblems.Golden("square_l2");
        Assert.All(golden.RootElement.GetProperty("patterns").EnumerateArray(), pattern =>
        {
            float[] ours = TwoHills.Of(pattern.GetProperty("side").GetInt32(), pattern.GetProperty("turned").GetBoolean());
            Assert.All(ClassProblems.Numbers(pattern.GetProperty("values")), (value, place) => Assert.Equal(value, ours[place], 1e-6));
        });
    }

    [Fact]
    public void Where_no_pixel_is_near_its_limits_every_image_spends_the_whole_budget()
    {
        for (ulong trial = 0; trial < 8; trial++)
        {
            using var scope = NewDisposeScope();
            int side = 3 + new SampleRandom(trial, "square-l2-side").NextInt(10);
            Tensor clean = full([2, 3, side, side], 0.5f);
            var sizes = new List<float>();
            PerSampleLoss spy = pixels =>
            {
                sizes.AddRange(Values((pixels - clean).square().flatten(1).sum(1).sqrt()));
                return (pixels * Weights(trial, side)).flatten(1).sum(1);
            };

            new Square(new SquareOptions { Norm = Norm.L2, Epsilon = 0.4, Queries = 30 }).Perturb(spy, new AttackBatch(clean, Ids(2), trial));

            Assert.All(sizes, size => Assert.Equal(0.4, size, 1e-5));
        }
    }

    [Theory]
    [InlineData(0.8, 28, 25), InlineData(0.1, 28, 9), InlineData(0.0001, 28, 3), InlineData(0.8, 4, 3), InlineData(0.8, 2, 1), InlineData(0.8, 1, 1)]
    public void A_window_has_a_middle_and_fits_into_the_image(double share, int image, int side) =>
        Assert.Equal(side, SquareSchedule.OddSide(share, image, image));
}
