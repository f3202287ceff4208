using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The update that Adam and AdamW share, on one parameter.</summary>
internal static class Moments
{
    private static readonly Op Lerp = new("lerp_.Scalar(self, end, weight)");
    private static readonly Op Scale = new("mul_.Scalar(self, other)");
    private static readonly Op AddSquare = new("addcmul_(self, tensor1, tensor2, value)");
    private static readonly Op Maximum = new("maximum(self, other)");
    private static readonly Op Copy = new("copy_(self, src)");
    private static readonly Op Root = new("sqrt(self)");
    private static readonly Op Shift = new("add_.Scalar(self, other)");
    private static readonly Op AddQuotient = new("addcdiv_(self, tensor1, tensor2, value)");

    /// <summary>
    /// m ← m + (1-β1)(g-m); v ← β2 v + (1-β2) g²; p ← p - lr/c1 · m / (√v/√c2 + ε), with c = 1 - β^step.
    /// Written as lr √c2/c1 · m / (√v + ε √c2), which saves a pass over v. Operators are called for their effect,
    /// so that no handle is made for what they return.
    /// </summary>
    public static void Update(
        Parameter parameter, Tensor gradient, Tensor mean, Tensor square, Tensor? largest, long step, in Settings settings)
    {
        Lerp.Call(mean, gradient, 1 - settings.Beta1).Discard();
        Scale.Call(square, settings.Beta2).Discard();
        AddSquare.Call(square, gradient, gradient, 1 - settings.Beta2).Discard();
        if (largest is not null)
        {
            using Tensor larger = Maximum.Call(largest, square).Tensor;
            Copy.Call(largest, larger).Discard();
        }

        double correction = Math.Sqrt(1 - Math.Pow(settings.Beta2, step));
        double rate = settings.LearningRate * correction / (1 - Math.Pow(settings.Beta1, step));
        using Tensor denominator = Root.Call(largest ?? square).Tensor;
        Shift.Call(denominator, settings.Epsilon * correction).Discard();
        AddQuotient.Call(parameter, mean, denominator, -rate).Discard();
    }

    /// <summary>Weight decay apart from the gradient: p ← (1 - lr λ) p.</summary>
    public static void Decay(Parameter parameter, double rate, double decay) => Scale.Call(parameter, 1 - (rate * decay)).Discard();

    public static void Check(double lr, double beta1, double beta2, double eps, double weight_decay)
    {
        if (lr < 0)
        {
            throw new ArgumentException($"Invalid learning rate: {lr}");
        }

        if (eps < 0)
        {
            throw new ArgumentException($"Invalid eps: {eps}");
        }

        if (beta1 is < 0 or >= 1)
        {
            throw new ArgumentException($"Invalid beta1: {beta1}");
        }

        if (beta2 is < 0 or >= 1)
        {
            throw new ArgumentException($"Invalid beta2: {beta2}");
        }

        if (weight_decay < 0)
        {
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        }
    }

    public readonly record struct Settings(double LearningRate, double Beta1, double Beta2, double Epsilon);
}
