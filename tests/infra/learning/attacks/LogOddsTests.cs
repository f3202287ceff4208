using Rampart.Learning.Attacks;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class LogOddsTests
{
    [Fact]
    public void Softplus_of_the_log_odds_is_the_cross_entropy()
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(new[] { 1.5f, -0.5f, 0.25f, 2f, 2f, -3f }).reshape(2, 3), labels = tensor(new long[] { 2, 0 });

        float[] losses = nn.functional.softplus(LogOdds.Against(logits, labels)).data<float>().ToArray();

        // -log softmax, in double.
        double First() => -Math.Log(Math.Exp(0.25) / (Math.Exp(1.5) + Math.Exp(-0.5) + Math.Exp(0.25)));
        double Second() => -Math.Log(Math.Exp(2) / (Math.Exp(2) + Math.Exp(2) + Math.Exp(-3)));
        Assert.Equal(First(), losses[0], 5);
        Assert.Equal(Second(), losses[1], 5);
    }

    [Fact]
    public void A_sure_model_still_shows_the_way_where_the_cross_entropy_is_zero()
    {
        using var scope = NewDisposeScope();
        Tensor surer = tensor(new[] { 60f, 10f, -200f }).reshape(1, 3), sure = tensor(new[] { 60f, 12f, -200f }).reshape(1, 3), label = tensor(new long[] { 0 });
        Tensor logits = sure.clone().requires_grad_(true);
        LogOdds.Against(logits, label).sum().backward();

        Assert.Equal(0f, nn.functional.cross_entropy(sure, label).item<float>());
        Assert.True(LogOdds.Against(sure, label).item<float>() > LogOdds.Against(surer, label).item<float>());
        Assert.Equal([-1f, 1f, 0f], logits.grad!.data<float>().ToArray());
    }
}
