using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Pipeline.Parameters;

namespace Rampart.Stages.Tests;

/// <summary>Gates on parts of the samples, and in pairs.</summary>
public sealed class GateSliceTests
{
    const string Candidate = "candidate", Production = "production";
    const double Epsilon = 8.0 / 255;

    static readonly SummaryWork Work = new()
    {
        Models = [Candidate, Production], Tasks = [EvaluationTask.Answer], Attack = "apgd-ce", Norm = "linf", Epsilons = [Epsilon], EightBit = false, Gallery = 0,
        Gates = [], Slices = [EvaluationSlice.Class],
    };

    // Both right, only the candidate, only production, neither: of shirts the candidate loses what it gains of bags.
    static readonly Measured[] Measurements =
    [
        Of(Candidate, bags: "1111 1111 1111 1110", shirts: "1110 0000"),
        Of(Production, bags: "1111 1111 1110 0001", shirts: "1111 1000"),
    ];

    static Measured Of(string model, string bags, string shirts) => new(
        model, EvaluationTask.Answer, [.. Outcomes("a bag", bags), .. Outcomes("shirt", shirts)]);

    static IEnumerable<SampleOutcome> Outcomes(string truth, string right) => right.Replace(" ", "", StringComparison.Ordinal)
        .Select((mark, place) => new SampleOutcome($"{truth}-{place}", place, truth, "", true, 0, [new AttackOutcome(Epsilon, mark == '1', null, null)]));

    static GateVerdict Check(GateParameters gate)
    {
        ResultRow[] rows = [.. Measurements.SelectMany(measured => ResultRows.Of(measured, Work, Some.Dataset))];
        return GateCheck.Of(gate with { Attack = "apgd-ce", Epsilon = Epsilon }, new GateFigures(rows, Measurements, Work, Some.Dataset));
    }

    static GateParameters NoRegression(string? shirtOrBag = null) => new()
    {
        Model = Candidate, Above = Production, NoRegression = true, Slice = shirtOrBag is null ? null : new SliceParameters { Class = shirtOrBag },
    };

    [Fact]
    public void A_gate_on_a_slice_looks_at_its_samples_alone()
    {
        GateVerdict shirts = Check(new GateParameters { Model = Candidate, AtLeast = 0.5, Slice = new SliceParameters { Class = "shirt" } });

        Assert.Equal((3.0 / 8, false), (shirts.Measured, shirts.Passed));
        Assert.Equal("candidate answer accuracy under apgd-ce at 8/255 of class shirt >= 0.5", shirts.Condition);
        Assert.True(Check(new GateParameters { Model = Candidate, AtLeast = 0.5 }).Passed);
    }

    [Fact]
    public void Pairs_count_only_the_samples_on_which_the_models_part()
    {
        GateVerdict bags = Check(new GateParameters { Model = Candidate, Above = Production, Paired = true, Slice = new SliceParameters { Class = "bag" } });

        // 4 samples won, 1 lost, of 16: the mean difference is 3/16, its variance (5 - 16 (3/16)^2) / 15.
        double variance = (5 - (16 * Math.Pow(3.0 / 16, 2))) / 15;
        Assert.Equal(Math.Sqrt(variance / 16), bags.Stderr, precision: 12);
        GateVerdict independent = Check(new GateParameters { Model = Candidate, Above = Production, Slice = new SliceParameters { Class = "bag" } });
        Assert.NotEqual(independent.Stderr, bags.Stderr);
    }

    [Fact]
    public void A_loss_within_noise_is_no_regression_and_one_beyond_it_is()
    {
        GateVerdict shirts = Check(NoRegression("shirt"));
        GateParameters strict = NoRegression("shirt") with { Sigmas = 0.5 };

        Assert.True(shirts.Passed);
        Assert.EndsWith(">= production - 2 paired standard errors", shirts.Condition);
        Assert.False(Check(strict).Passed);
        Assert.EndsWith("- 0.5 paired standard errors", Check(strict).Condition);
    }

    [Fact]
    public void A_figure_that_is_better_small_is_compared_the_other_way_round()
    {
        GateParameters below = new() { Model = Candidate, Below = Production, By = 0.1 };

        GateVerdict verdict = Check(below);

        Assert.EndsWith("<= production - 0.1", verdict.Condition);
        Assert.False(verdict.Passed);
        Assert.True(Check(below with { Model = Production, Below = Candidate, By = -0.1 }).Passed);
    }

    [Fact]
    public void A_slice_without_samples_is_refused_naming_some_that_have()
    {
        StageException refused = Assert.Throws<StageException>(() => Check(NoRegression("boot")));

        Assert.Contains("bag, shirt", refused.Failure.Fix);
    }

    [Fact]
    public void Slices_that_are_asked_for_are_rows_of_their_own()
    {
        IReadOnlyList<SliceRow> slices = Slices.Of(Measurements, Work, Some.Dataset)!;

        Assert.Equal(["class bag", "class shirt"], slices.Select(slice => slice.Slice).Distinct());
        ResultRow shirt = slices.Single(slice => slice is { Slice: "class shirt", Row: { Model: Production, Attack: not null } }).Row;
        Assert.Equal((8, 5.0 / 8), (shirt.N, shirt.Value));
        Assert.Null(Slices.Of(Measurements, Work with { Slices = null }, Some.Dataset));
    }

    [Theory]
    [InlineData("1 violence", "violence", 1, true)]
    [InlineData("1 violence", "fraud", null, false)]
    [InlineData("1 violence", null, 2, false)]
    [InlineData("refuse", null, 1, false)]
    public void A_risk_is_sliced_by_type_or_level(string truth, string? type, int? level, bool belongs) =>
        Assert.Equal(belongs, new SliceParameters { RiskType = type, RiskLevel = level }.Has(truth));

    [Fact]
    public void Conditions_that_mean_nothing_are_refused_where_they_stand()
    {
        string[] Faults(GateParameters gate) => [.. (Some.Evaluation("a", "b") with { Gates = [gate] }).Check().Select(fault => fault.Path)];
        var above = new GateParameters { Model = "a", Above = "b" };

        Assert.Empty(Faults(above with { NoRegression = true }));
        Assert.Equal(["gates[0].no_regression"], Faults(new GateParameters { Model = "a", AtLeast = 0, NoRegression = true }));
        Assert.Equal(["gates[0].paired"], Faults(new GateParameters { Model = "a", AtMost = 1, Paired = true }));
        Assert.Equal(["gates[0].by"], Faults(above with { NoRegression = true, By = 0.1 }));
        Assert.Equal(["gates[0].metric"], Faults(above with { Paired = true, Metric = "cider" }));
        Assert.Equal(["gates[0].slice"], Faults(above with { Slice = new SliceParameters { RiskLevel = 1 } }));
        Assert.Equal(["gates[0].at_least"], Faults(above with { Below = "b" }));
    }

    [Fact]
    public void What_gates_could_not_say_before_does_not_enter_their_execution_keys() =>
        Assert.All(["paired", "no_regression", "slice", "below"], knob => Assert.DoesNotContain(knob, ParameterJson.Write(new GateParameters { Model = "a", AtLeast = 0 }).GetRawText()));
}
