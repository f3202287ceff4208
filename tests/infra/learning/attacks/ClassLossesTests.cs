using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class ClassLossesTests
{
    private static readonly float[] Logits =
    [
        2f, -1f, 0.5f, 0.25f, -3f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, -7f, 12f, 11.5f, -2f, 3f, 60f, 12f, -20f, 11f, 1f,
    ];

    public static TheoryData<string> Losses => ["margin", "dlr", "targeted_margin", "targeted_dlr", "log_odds"];

    // Figures of tests/golden/attacks/losses.py: sorted lists, and differences for gradients.
    [Theory]
    [MemberData(nameof(Losses))]
    public void Values_and_gradients_agree_with_an_independent_implementation(string name)
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(Logits).reshape(4, 5).requires_grad_(true);

        Tensor loss = Loss(name)(logits, tensor(new long[] { 0, 1, 2, 0 }), tensor(new long[] { 2, 4, 1, 4 }));
        float[] gradient = autograd.grad([loss.sum()], [logits])[0].data<float>().ToArray();

        using JsonDocument golden = ClassProblems.Golden("losses");
        JsonElement[] rows = [.. golden.RootElement.GetProperty(name).EnumerateArray()];
        Assert.All(rows, (row, place) => Assert.Equal(row.GetProperty("value").GetDouble(), loss[place].item<float>(), 1e-5));
        double[] expected = [.. rows.SelectMany(row => ClassProblems.Numbers(row.GetProperty("gradient")))];
        Assert.All(expected, (value, place) => Assert.Equal(value, gradient[place], 2e-4));
    }

    [Theory]
    [InlineData("dlr")]
    [InlineData("targeted_dlr")]
    public void Neither_shift_nor_scale_of_the_logits_changes_a_difference_ratio(string name)
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(Logits).reshape(4, 5), labels = tensor(new long[] { 0, 1, 2, 0 }), targets = tensor(new long[] { 2, 4, 1, 4 });
        Tensor plain = Loss(name)(logits, labels, targets), changed = Loss(name)((logits * 7.5) + 3, labels, targets);
        Assert.True(changed.allclose(plain, rtol: 1e-5, atol: 1e-5));
    }

    [Fact]
    public void Every_loss_of_the_truth_is_positive_exactly_where_the_model_is_wrong()
    {
        using var scope = NewDisposeScope();
        Tensor logits = AttackProblems.Images(40).flatten(1).narrow(1, 0, 6), labels = arange(0, 40).remainder(6);
        Tensor wrong = logits.argmax(1).ne(labels);
        Assert.True(ClassLosses.Margin(logits, labels).gt(0).eq(wrong).all().item<bool>());
        Assert.True(ClassLosses.Dlr(logits, labels).gt(0).eq(wrong).all().item<bool>());
    }

    [Fact]
    public void Too_few_classes_are_refused_with_the_way_out()
    {
        using var scope = NewDisposeScope();
        Tensor label = tensor(new long[] { 0 });
        string two = Assert.Throws<ArgumentException>(() => ClassLosses.Dlr(zeros(1, 2), label)).Message;
        Assert.Contains("the 3 largest logits; there are 2 classes. Attack the cross-entropy instead.", two, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ClassLosses.TargetedDlr(zeros(1, 3), label, label));
    }

    private static TargetedClassLoss Loss(string name) => name switch
    {
        "margin" => (z, y, _) => ClassLosses.Margin(z, y),
        "dlr" => (z, y, _) => ClassLosses.Dlr(z, y),
        "targeted_margin" => ClassLosses.TargetedMargin,
        "targeted_dlr" => ClassLosses.TargetedDlr,
        _ => (z, y, _) => LogOdds.Against(z, y),
    };
}
