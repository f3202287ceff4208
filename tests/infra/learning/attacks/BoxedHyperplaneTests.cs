using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class BoxedHyperplaneTests
{
    // x = (0.5, 0.9), w = (1, 2). Linf moves both alike, so a gap of 0.3 takes 0.1 of each; at 0.6 the second stops at its border after 0.1
    // and the first brings the other 0.4. L2 moves along w: 0.1 takes (0.02, 0.04); at 0.6 the second stops at its border as well.
    [Theory]
    [InlineData(Norm.Linf, 0.3f, 0.1f, 0.1f)]
    [InlineData(Norm.Linf, 0.6f, 0.4f, 0.1f)]
    [InlineData(Norm.Linf, -0.6f, -0.2f, -0.2f)]
    [InlineData(Norm.L2, 0.1f, 0.02f, 0.04f)]
    [InlineData(Norm.L2, 0.6f, 0.4f, 0.1f)]
    [InlineData(Norm.L2, -0.5f, -0.1f, -0.2f)]
    [InlineData(Norm.Linf, 5f, 0.5f, 0.1f)]
    [InlineData(Norm.L2, -5f, -0.5f, -0.9f)]
    public void Cases_solved_by_hand(Norm norm, float gap, float first, float second)
    {
        using var scope = NewDisposeScope();
        float[] change = Values(BoxedHyperplane.Change(norm, Two(0.5f, 0.9f), Two(1f, 2f), tensor(new[] { gap })));
        Assert.Equal(first, change[0], 1e-6f);
        Assert.Equal(second, change[1], 1e-6f);
    }

    // Figures of tests/golden/attacks/boxed_hyperplane.py: bisection in float64.
    [Fact]
    public void It_agrees_with_an_independent_implementation()
    {
        using JsonDocument golden = ClassProblems.Golden("boxed_hyperplane");
        Assert.All(golden.RootElement.EnumerateArray(), run =>
        {
            using var scope = NewDisposeScope();
            Tensor Vector(string name) => tensor(ClassProblems.Numbers(run.GetProperty(name)).Select(value => (float)value).ToArray()).unsqueeze(0);
            Norm norm = run.GetProperty("norm").GetString() == "linf" ? Norm.Linf : Norm.L2;
            Tensor gap = tensor(new[] { (float)run.GetProperty("gap").GetDouble() });
            float[] change = Values(BoxedHyperplane.Change(norm, Vector("point"), Vector("normal"), gap));
            Assert.All(ClassProblems.Numbers(run.GetProperty("change")), (value, place) => Assert.Equal(value, change[place], 2e-5));
        });
    }

    [Fact]
    public void The_projection_lies_in_the_box_and_on_the_plane_and_is_its_own_projection() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), trial =>
        {
            using var scope = NewDisposeScope();
            var random = new SampleRandom((ulong)trial, "hyperplane-property");
            Norm norm = random.NextInt(2) == 0 ? Norm.Linf : Norm.L2;
            int rows = 1 + random.NextInt(4), n = 1 + random.NextInt(30);
            Tensor point = ((Uniform(random, rows, n) * 1.4) - 0.2).clamp(0, 1), normal = (Uniform(random, rows, n) * 2) - 1;
            // Planes through points of the box, so that they can be reached.
            Tensor gap = ((Uniform(random, rows, n) - point) * normal).sum(1);

            Tensor projected = point + BoxedHyperplane.Change(norm, point, normal, gap);

            Assert.True(projected.amin(0, 1).item<float>() >= -1e-6f && projected.amax(0, 1).item<float>() <= 1 + 1e-6f);
            Assert.True(((projected - point) * normal).sum(1).allclose(gap, rtol: 1e-4, atol: 1e-4));
            Tensor left = gap - ((projected - point) * normal).sum(1);
            Assert.True(BoxedHyperplane.Change(norm, projected.clamp(0, 1), normal, left).abs().amax(0, 1).item<float>() < 1e-3f);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_normal_of_zeros_moves_nothing()
    {
        using var scope = NewDisposeScope();
        Tensor change = BoxedHyperplane.Change(Norm.L2, full([2, 3], 0.5f), zeros(2, 3), tensor(new[] { 1f, 0f }));
        Assert.True(change.eq(0).all().item<bool>());
    }

    private static Tensor Two(float first, float second) => tensor(new[] { first, second }).reshape(1, 2);

    private static Tensor Uniform(SampleRandom random, int rows, int columns)
    {
        var values = new float[rows * columns];
        random.FillUniform(values, 0f, 1f);
        return tensor(values).reshape(rows, columns);
    }
}
