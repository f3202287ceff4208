using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The losses that attacks on classifiers maximise (Croce and Hein 2020; methods, section 8). z are logits, y is the
/// true class, t the target, z_(k) the k-th largest logit.</summary>
public static class ClassLosses
{
    /// <summary>The least number of classes that <see cref="Dlr"/> compares.</summary>
    public const int DlrClasses = 3;

    /// <summary>The least number of classes that <see cref="TargetedDlr"/> compares.</summary>
    public const int TargetedDlrClasses = 4;

    private const double TinyGap = 1e-12;

    /// <summary>max of the other logits - z_y: positive once the model is wrong.</summary>
    public static Tensor Margin(Tensor logits, Tensor labels) => OtherLogits.Of(logits, labels).amax(1) - Of(logits, labels);

    /// <summary>z_t - z_y: positive where the target is likelier than the truth.</summary>
    public static Tensor TargetedMargin(Tensor logits, Tensor labels, Tensor targets) => Of(logits, targets) - Of(logits, labels);

    /// <summary>Difference of logits ratio: margin / (z_(1) - z_(3)), which neither shift nor scale of the logits changes.</summary>
    /// <exception cref="ArgumentException">There are fewer than 3 classes.</exception>
    public static Tensor Dlr(Tensor logits, Tensor labels)
    {
        Tensor top = Largest(logits, DlrClasses);
        return Margin(logits, labels) / (top.select(1, 0) - top.select(1, 2) + TinyGap);
    }

    /// <summary>Its targeted form: targeted margin / (z_(1) - (z_(3) + z_(4)) / 2).</summary>
    /// <exception cref="ArgumentException">There are fewer than 4 classes.</exception>
    public static Tensor TargetedDlr(Tensor logits, Tensor labels, Tensor targets)
    {
        Tensor top = Largest(logits, TargetedDlrClasses);
        Tensor gap = top.select(1, 0) - ((top.select(1, 2) + top.select(1, 3)) / 2);
        return TargetedMargin(logits, labels, targets) / (gap + TinyGap);
    }

    private static Tensor Of(Tensor logits, Tensor classes) => logits.gather(1, classes.unsqueeze(1)).squeeze(1);

    private static Tensor Largest(Tensor logits, int count) => logits.shape[1] >= count
        ? logits.topk(count, 1).values
        : throw new ArgumentException(
            $"This loss compares the {count} largest logits; there are {logits.shape[1]} classes. Attack the cross-entropy instead.", nameof(logits));
}
