using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>What the attacked function says at one batch of images.</summary>
/// <param name="Loss">Float32 [batch], detached; a loss that is not a number counts as minus infinity, so that no such image is ever kept.</param>
/// <param name="StillCorrect">Bool [batch], or null.</param>
/// <param name="Gradient">Gradient of the loss by the pixels with non-finite entries set to zero; null where none was asked for.</param>
/// <param name="NonFinite">Float32 [batch]: how many entries were not finite.</param>
internal readonly record struct AttackedPoint(Tensor Loss, Tensor? StillCorrect, Tensor? Gradient, Tensor? NonFinite)
{
    /// <summary>Runs the attacked function forward and, if asked, back to the pixels and nowhere else.</summary>
    public static AttackedPoint At(PerSampleLoss attacked, Tensor pixels, bool withGradient)
    {
        if (!withGradient)
        {
            using var off = torch.no_grad();
            return Read(attacked(pixels.detach()), pixels, null, null);
        }

        using var on = torch.enable_grad();
        Tensor input = pixels.detach().requires_grad_(true);
        LossAndVerdict output = attacked(input);
        // The sum's gradient holds every sample's own gradient; autograd.grad with the pixels as the only input leaves parameters alone.
        Tensor raw = torch.autograd.grad(outputs: [output.Loss.sum()], inputs: [input])[0].detach();
        Tensor bad = raw.isfinite().logical_not();
        return Read(output, pixels, raw.masked_fill(bad, 0), bad.flatten(1).sum(1).to(ScalarType.Float32));
    }

    private static AttackedPoint Read(LossAndVerdict output, Tensor pixels, Tensor? gradient, Tensor? nonFinite)
    {
        Tensor loss = output.Loss.detach().to(ScalarType.Float32);
        if (loss.dim() != 1 || loss.shape[0] != pixels.shape[0])
        {
            throw new ArgumentException($"An attacked function must give one loss per image, [{pixels.shape[0]}], not [{string.Join(", ", loss.shape)}].");
        }

        return new AttackedPoint(loss.masked_fill(loss.isnan(), float.NegativeInfinity), output.StillCorrect?.detach(), gradient, nonFinite);
    }
}
