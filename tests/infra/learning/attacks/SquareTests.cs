using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class SquareTests
{
    // Figures of tests/golden/attacks/square.py and square_l2.py: the algorithm as published and the random numbers written again, one image at a time, in float64.
    [Theory]
    [InlineData("square", Norm.Linf, 0.03, 60)]
    [InlineData("square_l2", Norm.L2, 0.12, 40)]
    public void The_path_agrees_with_an_independent_implementation(string figures, Norm norm, double epsilon, int queries)
    {
        using JsonDocument golden = ClassProblems.Golden(figures);
        Assert.All(golden.RootElement.GetProperty("paths").EnumerateArray(), run =>
        {
            using var scope = NewDisposeScope();
            RowLoss margin = ClassProblems.Attacked(run.GetProperty("model").GetString()!).Against(ClassLosses.Margin);
            var survivors = new SurvivorLoss(margin, ClassProblems.Rows());

            AttackResult result = new Square(new SquareOptions { Norm = norm, Epsilon = epsilon, Queries = queries })
                .Perturb(survivors.Judge, new AttackBatch(ClassProblems.Clean(), Ids(ClassProblems.Images), seed: 8));

            float[] pixels = Values(result.Pixels);
            JsonElement[] images = [.. run.GetProperty("images").EnumerateArray()];
            Assert.Equal(images.Select(image => image.GetProperty("margin").GetDouble() > 0), result.Trace.StillCorrect!.data<bool>().ToArray());
            double[] expected = [.. images.SelectMany(image => ClassProblems.Numbers(image.GetProperty("pixels")))];
            Assert.All(expected, (value, place) => Assert.Equal(value, pixels[place], 1e-5));
            Assert.Equal(images.Sum(image => image.GetProperty("queries").GetInt32()), survivors.Evaluations);
        });
    }

    [Fact]
    public void Every_accepted_image_is_better_than_the_last_and_every_pixel_of_it_lies_on_the_balls_surface()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(5), weights = Weights();
        var proposals = new List<Tensor>();
        var losses = new List<float[]>();
        PerSampleLoss spy = pixels =>
        {
            Tensor loss = Wavy(weights)(pixels).Loss;
            proposals.Add(pixels.clone().DetachFromDisposeScope());
            losses.Add(Values(loss));
            return loss;
        };
        AttackResult result = new Square(new SquareOptions { Epsilon = 0.1, Queries = 80 }).Perturb(spy, new AttackBatch(clean, Ids(5), seed: 3));

        Assert.Equal(80, proposals.Count);
        for (int i = 0; i < 5; i++)
        {
            float best = losses.Max(loss => loss[i]);
            int winner = losses.FindIndex(loss => loss[i] == best);
            Assert.Equal(Values(proposals[winner][i]), Values(result.Pixels[i]));
            Assert.Equal(best, Wavy(weights)(result.Pixels).Loss[i].item<float>());
        }

        Assert.All(proposals, pixels =>
        {
            Tensor isUpper = pixels.eq((clean + 0.1).clamp(0, 1)), isLower = pixels.eq((clean - 0.1).clamp(0, 1));
            Assert.True(isUpper.logical_or(isLower).all().item<bool>());
            pixels.Dispose();
        });
    }

    [Fact]
    public void It_starts_at_vertical_stripes_of_its_own_colour_per_channel()
    {
        using var scope = NewDisposeScope();
        Tensor change = new Square(new SquareOptions { Epsilon = 0.25, Queries = 1 })
            .Perturb(Linear(Weights()), new AttackBatch(full([1, 3, 4, 4], 0.5f), Ids(1), seed: 3)).Pixels - 0.5;
        Assert.True(change.abs().eq(0.25).all().item<bool>());
        Assert.True(change.eq(change.narrow(2, 0, 1)).all().item<bool>());
        Assert.True(change.amax(3).ne(change.amin(3)).any().item<bool>());
    }

    [Fact]
    public void A_sample_that_fell_is_left_alone_with_the_image_that_felled_it()
    {
        using var scope = NewDisposeScope();
        Tensor clean = full([2, 3, 4, 4], 0.5f);
        // Image 0 is wrong as soon as it is brighter than the start; image 1 never.
        int calls = 0;
        PerSampleLoss attacked = pixels =>
        {
            calls++;
            Tensor loss = pixels.flatten(1).sum(1);
            return new LossAndVerdict(loss, loss.lt(26).logical_or(tensor(new[] { false, true }).narrow(0, 0, pixels.shape[0])));
        };
        var square = new Square(new SquareOptions { Epsilon = 0.2, Queries = 200 });
        AttackResult both = square.Perturb(attacked, new AttackBatch(clean, Ids(2), seed: 3));
        Assert.Equal([false, true], both.Trace.StillCorrect!.data<bool>().ToArray());

        calls = 0;
        AttackResult first = square.Perturb(attacked, new AttackBatch(clean.narrow(0, 0, 1), [Ids(1)[0]], seed: 3));
        Assert.Equal(Values(first.Pixels[0]), Values(both.Pixels[0]));
        Assert.InRange(calls, 2, 100);
    }

    [Theory]
    [InlineData(Norm.Linf), InlineData(Norm.L2)]
    public void More_queries_never_lose_what_fewer_have_found(Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(6), weights = Weights();
        Tensor? before = null;
        foreach (int queries in new[] { 1, 5, 25, 100 })
        {
            var square = new Square(new SquareOptions { Norm = norm, Epsilon = 0.1, Queries = queries });
            Tensor loss = square.Perturb(Wavy(weights), new AttackBatch(clean, Ids(6), seed: 3)).Trace.LargestLoss;
            Assert.True(before is null || loss.ge(before).all().item<bool>());
            before = loss;
        }
    }
}
