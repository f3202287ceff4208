using Rampart.Contracts;
using Rampart.Evaluation;

namespace Rampart.Stages.Tests;

public sealed class GateCheckTests
{
    // The difference is 0.05; its standard error is sqrt(0.03^2 + 0.04^2) = 0.05.
    static readonly ResultRow[] Rows =
    [
        new("production", "answer", "accuracy", null, null, null, 200, 0.80, 0.03),
        new("candidate", "answer", "accuracy", null, null, null, 200, 0.85, 0.04),
    ];

    static GateVerdict Check(GateParameters gate) => GateCheck.Of(gate, new GateFigures(Rows, [], Some.Summary, Some.Dataset));

    static GateParameters Above(double sigmas, double by = 0) => new() { Model = "candidate", Above = "production", By = by, Sigmas = sigmas };

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.99, true)]
    [InlineData(1, true)]
    [InlineData(1.01, false)]
    [InlineData(2, false)]
    public void A_gain_must_exceed_the_noise_of_the_difference_as_often_as_is_asked(double sigmas, bool passes) =>
        Assert.Equal(passes, Check(Above(sigmas)).Passed);

    [Fact]
    public void A_loss_within_the_noise_can_be_allowed()
    {
        GateParameters regression = new() { Model = "production", Above = "candidate" };
        Assert.False(Check(regression).Passed);
        Assert.True(Check(regression with { Sigmas = -2 }).Passed);
        Assert.False(Check(regression with { Sigmas = -0.5 }).Passed);
    }

    [Fact]
    public void A_limit_of_its_own_takes_the_figures_own_noise_into_account()
    {
        Assert.True(Check(new GateParameters { Model = "candidate", AtLeast = 0.84 }).Passed);
        Assert.False(Check(new GateParameters { Model = "candidate", AtLeast = 0.84, Sigmas = 1 }).Passed);
        Assert.True(Check(new GateParameters { Model = "candidate", AtMost = 0.86 }).Passed);
        Assert.False(Check(new GateParameters { Model = "candidate", AtMost = 0.86, Sigmas = 1 }).Passed);
        Assert.True(Check(new GateParameters { Model = "candidate", AtMost = 0.83, Sigmas = -1 }).Passed);
    }

    [Fact]
    public void The_verdict_says_how_certain_it_had_to_be_and_what_that_required()
    {
        GateVerdict verdict = Check(Above(2, by: 0.01));
        Assert.Equal("candidate answer accuracy (clean) >= production + 0.01 + 2 standard errors", verdict.Condition);
        Assert.Equal(0.91, verdict.Required, precision: 12);
        Assert.Equal(0.05, verdict.Stderr, precision: 12);
        Assert.Equal("candidate answer accuracy (clean) <= 0.9 - 1 standard errors", Check(new GateParameters { Model = "candidate", AtMost = 0.9, Sigmas = 1 }).Condition);
    }
}
