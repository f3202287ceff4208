using Rampart.Learning.Attacks;
using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class GradientMaskingChecksTests
{
    [Fact]
    public void An_honest_evaluation_raises_nothing()
    {
        var evidence = new RobustnessEvidence
        {
            ByRadius = [(0, new(900, 1000)), (8.0 / 255, new(500, 1000)), (16.0 / 255, new(505, 1000)), (64.0 / 255, new(90, 1000))],
            BySteps = [(10, new(520, 1000)), (100, new(500, 1000))],
            Reports = [.. Enumerable.Range(0, 1000).Select(i => Report(i))],
            ChanceLevel = 0.1,
        };
        Assert.Empty(GradientMaskingChecks.Inspect(evidence));
        Assert.Empty(GradientMaskingChecks.Inspect(new RobustnessEvidence()));
    }

    [Fact]
    public void Surviving_a_huge_radius_is_not_believed()
    {
        EvaluationFlag flag = Single(new RobustnessEvidence { ByRadius = [(0, new(90, 100)), (64.0 / 255, new(60, 100))] });
        Assert.Equal("survives-large-radius", flag.Id);
        Assert.Contains("60.0%", flag.Explanation, StringComparison.Ordinal);
        Assert.Contains("64/255", flag.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracy_that_rises_with_radius_or_steps_is_reported()
    {
        Assert.Equal("rises-with-radius", Single(new RobustnessEvidence { ByRadius = [(4.0 / 255, new(30, 100)), (8.0 / 255, new(50, 100))] }).Id);
        Assert.Equal("rises-with-steps", Single(new RobustnessEvidence { BySteps = [(100, new(50, 100)), (10, new(30, 100))] }).Id);
    }

    [Fact]
    public void Dead_gradients_count_where_the_sample_survived()
    {
        PerSampleAttackReport[] quiet = [.. Enumerable.Range(0, 90).Select(i => Report(i))];
        Assert.Equal("zero-gradient", Single(new RobustnessEvidence { Reports = [.. quiet, Report(99) with { ZeroGradientSteps = 3 }] }).Id);
        Assert.Equal("non-finite-gradient", Single(new RobustnessEvidence { Reports = [.. quiet, Report(99) with { NonFiniteGradients = 3 }] }).Id);
        Assert.Equal("flat-loss", Single(new RobustnessEvidence { Reports = [.. quiet, Report(99) with { LargestLoss = 1, SmallestLoss = 1 }] }).Id);
        PerSampleAttackReport fallen = Report(99) with { ZeroGradientSteps = 3, StillCorrect = false };
        Assert.Empty(GradientMaskingChecks.Inspect(new RobustnessEvidence { Reports = [.. quiet, fallen] }));
    }

    [Fact]
    public void More_than_two_in_a_thousand_that_only_fall_without_gradients_are_reported()
    {
        Assert.Empty(GradientMaskingChecks.Inspect(new RobustnessEvidence { OnlyByBlackBox = [(4.0 / 255, new(2, 1000))] }));
        EvaluationFlag flag = Single(new RobustnessEvidence { OnlyByBlackBox = [(4.0 / 255, new(2, 1000)), (8.0 / 255, new(3, 1000))] });
        Assert.Equal("black-box-beats-white-box", flag.Id);
        Assert.Contains("3 of 1000 samples withstood every attack with gradients at 8/255", flag.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flag_has_its_page()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "flags.md"));
        string[] flags =
        [
            "survives-large-radius", "rises-with-radius", "rises-with-steps", "black-box-beats-white-box", "zero-gradient", "non-finite-gradient", "flat-loss",
        ];
        Assert.All(flags, id => Assert.Contains($"## {id}\n", page, StringComparison.Ordinal));
        EvaluationFlag flag = Single(new RobustnessEvidence { Reports = [Report(1) with { ZeroGradientSteps = 1 }] });
        Assert.Equal("infra/docs/flags.md#zero-gradient", flag.Anchor);
    }

    private static EvaluationFlag Single(RobustnessEvidence evidence) => Assert.Single(GradientMaskingChecks.Inspect(evidence));

    private static PerSampleAttackReport Report(int id) => new((ulong)id, 1f, 2f, 2f, 1f, 0, 0, true);
}
