using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Rampart.Learning.Objectives;
using Rampart.Learning.Options;
using TorchSharp;
using static Rampart.Learning.Tests.Objectives.GradientCheck;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class PreferenceLossTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText("golden/learning/preferences.json")).RootElement;

    public static TheoryData<PreferenceKind> Kinds => [.. Enum.GetValues<PreferenceKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_loss_is_the_published_formula(PreferenceKind kind)
    {
        using var scope = NewDisposeScope();
        var options = new PreferenceOptions
        {
            Kind = kind,
            Beta = Golden.GetProperty("beta").GetDouble(),
            LabelSmoothing = PreferenceOptions.KnowsSmoothing(kind) ? Golden.GetProperty("smoothing").GetDouble() : 0,
            Margin = Golden.GetProperty("margin").GetDouble(),
        };
        var scores = new PreferenceScores(
            new LogProbPair(Column("w"), Column("l")), new LogProbPair(Column("ref_w"), Column("ref_l")), new LogProbPair(Column("len_w"), Column("len_l")));

        double[] losses = PreferenceLosses.Of(options, scores).PerPair.data<double>().ToArray();

        double[] expected = [.. Golden.GetProperty("losses").GetProperty(Word(kind)).EnumerateArray().Select(value => value.GetDouble())];
        Assert.All(expected.Zip(losses), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    // At beta 0.1, where policy and reference give both answers the same probability.
    [Theory]
    [InlineData(PreferenceKind.Sigmoid, 0.69314718055994531)]
    [InlineData(PreferenceKind.Robust, 0.69314718055994531)]
    [InlineData(PreferenceKind.LengthNormalised, 0.69314718055994531)]
    [InlineData(PreferenceKind.Hinge, 1)]
    [InlineData(PreferenceKind.Ipo, 25)]
    [InlineData(PreferenceKind.SppoHard, 50)]
    [InlineData(PreferenceKind.KtoPair, 1.3862943611198906)]
    [InlineData(PreferenceKind.NcaPair, 1.3862943611198906)]
    [InlineData(PreferenceKind.ApoZero, 1)]
    [InlineData(PreferenceKind.ApoDown, 1)]
    public void A_policy_equal_to_its_reference_costs_what_the_formula_says_and_has_no_reward(PreferenceKind kind, double expected)
    {
        using var scope = NewDisposeScope();
        var both = new LogProbPair(Normal("w", 5), Normal("l", 5));
        PreferenceLoss loss = PreferenceLosses.Of(new PreferenceOptions { Kind = kind, Beta = 0.1 }, new PreferenceScores(both, both, Lengths()));

        Assert.All(loss.PerPair.data<double>().ToArray(), value => Assert.Equal(expected, value, 1e-12));
        Assert.All(cat([loss.ChosenReward, loss.RejectedReward]).data<double>().ToArray(), reward => Assert.Equal(0, reward));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gradients_agree_with_differences_and_none_reaches_the_reference(PreferenceKind kind)
    {
        using var scope = NewDisposeScope();
        var options = new PreferenceOptions { Kind = kind, Beta = 0.7 };
        Tensor Loss(Tensor w, Tensor l, LogProbPair reference) =>
            PreferenceLosses.Of(options, new PreferenceScores(new LogProbPair(w, l), reference, Lengths())).PerPair.sum();
        // Log-probabilities are negative; the odds of ORPO need it.
        Tensor chosen = Normal("w", 5) - 6, rejected = Normal("l", 5) - 6, reference = (Normal("r", 5) - 6).requires_grad_(true);
        var fixedPair = new LogProbPair(reference, Normal("s", 5) - 6);

        Agrees(w => Loss(w, rejected, fixedPair), chosen);
        Agrees(l => Loss(chosen, l, fixedPair), rejected);
        Loss(chosen.clone().requires_grad_(true), rejected, fixedPair).backward();
        Assert.True(reference.grad is null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void From_where_policy_and_reference_agree_every_loss_pushes_the_rejected_answer_down(PreferenceKind kind)
    {
        using var scope = NewDisposeScope();
        Tensor chosen = (Normal("w", 5) - 6).requires_grad_(true), rejected = (Normal("l", 5) - 6).requires_grad_(true);
        var policy = new LogProbPair(chosen, rejected);
        PreferenceLosses.Of(new PreferenceOptions { Kind = kind }, new PreferenceScores(policy, policy, Lengths())).PerPair.sum().backward();

        Assert.All(rejected.grad!.data<double>().ToArray(), slope => Assert.True(slope > 0));
        // APO-down stands still in the preferred answer there: it lowers both, the rejected one more.
        Assert.All(chosen.grad!.data<double>().ToArray(), slope => Assert.True(kind == PreferenceKind.ApoDown ? Math.Abs(slope) < 1e-12 : slope < 0));
    }

    [Fact]
    public void Ipo_without_normalisation_is_that_of_the_code_that_came_with_dpo()
    {
        using var scope = NewDisposeScope();
        var scores = new PreferenceScores(
            new LogProbPair(tensor(new[] { -3.0 }), tensor(new[] { -5.0 })), new LogProbPair(tensor(new[] { -4.0 }), tensor(new[] { -4.5 })), Lengths());
        // h = 1 - (-0.5) = 1.5 and 1/(2 * 0.5) = 1.
        Assert.Equal(0.25, PreferenceLosses.Ipo(scores, beta: 0.5, perToken: false).PerPair.item<double>(), 1e-12);
    }

    [Fact]
    public void Label_smoothing_is_refused_where_the_loss_has_none()
    {
        CheckedOptions.Of(new PreferenceOptions { Kind = PreferenceKind.Robust, LabelSmoothing = 0.1 });
        var error = Assert.Throws<ValidationException>(() => CheckedOptions.Of(new PreferenceOptions { Kind = PreferenceKind.Ipo, LabelSmoothing = 0.1 }));
        Assert.Contains("Ipo", error.Message, StringComparison.Ordinal);
    }

    private static string Word(PreferenceKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static Tensor Column(string name) =>
        tensor(Golden.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty(name).GetDouble()).ToArray());

    private static LogProbPair Lengths() => new(tensor(new[] { 2.0, 5, 1, 3, 4 }), tensor(new[] { 4.0, 1, 2, 3, 6 }));
}
