using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Logits in which the true class can't win.</summary>
internal static class OtherLogits
{
    /// <summary>The logits with the labelled class at minus infinity, [rows, classes]; differentiable.</summary>
    public static Tensor Of(Tensor logits, Tensor labels)
    {
        Tensor places = labels.unsqueeze(1);
        Tensor isOwn = torch.zeros_like(logits).scatter(1, places, torch.ones_like(places).to(ScalarType.Float32)).gt(0);
        return logits.masked_fill(isOwn, float.NegativeInfinity);
    }
}
