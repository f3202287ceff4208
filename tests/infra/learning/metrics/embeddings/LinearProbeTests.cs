using System.Text.Json;
using Rampart.Learning.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Metrics;

public sealed class LinearProbeTests
{
    [Fact]
    public void A_system_is_solved_as_by_elimination_with_exact_fractions()
    {
        JsonElement system = GoldenMetrics.Root.GetProperty("system");
        double[,] Matrix(string name)
        {
            double[][] rows = system.GetProperty(name).Deserialize<double[][]>()!;
            var matrix = new double[rows.Length, rows[0].Length];
            for (int i = 0; i < matrix.Length; i++)
            {
                matrix[i / rows[0].Length, i % rows[0].Length] = rows[i / rows[0].Length][i % rows[0].Length];
            }

            return matrix;
        }

        double[,] expected = Matrix("solution"), solved = PositiveDefinite.Solve(Matrix("matrix"), Matrix("right"));

        Assert.All(expected.Cast<double>().Zip(solved.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.Throws<ArithmeticException>(() => PositiveDefinite.Solve(new double[,] { { 1, 2 }, { 2, 1 } }, new double[2, 1]));
        Assert.Throws<ArithmeticException>(() => PositiveDefinite.Solve(new[,] { { double.NaN } }, new double[1, 1]));
    }

    [Fact]
    public void Classes_that_a_plane_parts_are_told_apart_also_on_new_samples()
    {
        using var scope = NewDisposeScope();
        (Tensor train, int[] labels) = Clouds(seed: 1, spread: 0.2);
        (Tensor test, int[] truths) = Clouds(seed: 2, spread: 0.2);
        LinearProbe probe = LinearProbe.Fit(train, labels, classes: 3);

        Assert.Equal(1, probe.Score(test, truths).Value);
        Assert.Equal(60, probe.Score(test, truths).Count);
        Assert.Equal(probe.Predict(test), LinearProbe.Fit(train, labels, classes: 3).Predict(test));
    }

    [Fact]
    public void Scale_and_place_of_the_features_do_not_matter_and_a_constant_one_is_harmless()
    {
        using var scope = NewDisposeScope();
        (Tensor train, int[] labels) = Clouds(seed: 3, spread: 1.5);
        Tensor moved = torch.cat([(train * 1000) + 7, torch.full([60, 1], 4f)], 1);

        Assert.Equal(LinearProbe.Fit(train, labels, 3).Predict(train), LinearProbe.Fit(moved, labels, 3).Predict(moved));
    }

    [Fact]
    public void Mistakes_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => LinearProbe.Fit(torch.zeros([2, 3]), [0], 2));
        Assert.Throws<ArgumentException>(() => LinearProbe.Fit(torch.zeros([2, 3]), [0, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearProbe.Fit(torch.zeros([2, 3]), [0, 1], 2, ridge: 0));
    }

    // Three clouds of twenty points, around three points of a spiral.
    private static (Tensor Features, int[] Labels) Clouds(int seed, double spread)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 3)];
        float[] values =
        [
            .. labels.SelectMany(label => new[] { 3 * Math.Cos(2 * label), 3 * Math.Sin(2 * label), label })
                .Select(centre => (float)(centre + (spread * (random.NextDouble() - 0.5)))),
        ];
        return (torch.tensor(values).reshape(60, 3), labels);
    }
}
