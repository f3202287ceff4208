using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Metrics;

/// <summary>
/// A linear classifier on frozen features: ridge regression of the one-hot labels in closed form, so that there is no seed and no schedule.
/// With Z the standardised features and Y the centred labels, W = (Z'Z / n + ridge I)^-1 Z'Y / n; the largest output wins.
/// </summary>
public sealed class LinearProbe : IDisposable
{
    // A feature that changes less than this carries nothing but rounding, which must not be blown up.
    private const double LeastDeviation = 1e-9;

    private readonly Tensor _mean;
    private readonly Tensor _scale;
    private readonly Tensor _offsets;
    private readonly Tensor _weights;

    private LinearProbe(Tensor mean, Tensor scale, Tensor offsets, Tensor weights) =>
        (_mean, _scale, _offsets, _weights) = (Kept(mean), Kept(scale), Kept(offsets), Kept(weights));

    /// <summary>Fits the classifier.</summary>
    /// <param name="features">Float [samples, features], at least one sample.</param>
    /// <param name="labels">The class number of each sample.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="ridge">The penalty on weights, above 0, on features of deviation 1.</param>
    /// <exception cref="ArgumentException">Shapes or labels do not fit.</exception>
    public static LinearProbe Fit(Tensor features, IReadOnlyList<int> labels, int classes, double ridge = 1e-2)
    {
        if (!(ridge > 0 && double.IsFinite(ridge)))
        {
            throw new ArgumentOutOfRangeException(nameof(ridge), ridge, "The penalty must be positive and finite: without it equal features have no solution.");
        }

        if (features.dim() != 2 || features.shape[0] != labels.Count || labels.Count == 0 || labels.Any(label => label < 0 || label >= classes))
        {
            throw new ArgumentException(
                $"Features [{string.Join(", ", features.shape)}] with {labels.Count} labels of {classes} classes do not fit together.", nameof(features));
        }

        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        Tensor values = features.detach().to(ScalarType.Float64);
        Tensor mean = values.mean([0]);
        Tensor centred = values - mean;
        Tensor deviation = centred.square().mean([0]).sqrt();
        Tensor scale = torch.where(deviation.gt(LeastDeviation), deviation, torch.ones_like(deviation));
        Tensor standard = centred / scale;
        Tensor targets = torch.tensor(labels.SelectMany(label => Enumerable.Range(0, classes).Select(k => k == label ? 1f : 0f)).ToArray())
            .reshape(labels.Count, classes).to(ScalarType.Float64, features.device);
        Tensor offsets = targets.mean([0]);
        double[,] gram = Matrix(standard.t().matmul(standard) / labels.Count), moments = Matrix(standard.t().matmul(targets - offsets) / labels.Count);
        for (int i = 0; i < gram.GetLength(0); i++)
        {
            gram[i, i] += ridge;
        }

        float[] solution = [.. PositiveDefinite.Solve(gram, moments).Cast<double>().Select(weight => (float)weight)];
        return new LinearProbe(mean, scale, offsets, torch.tensor(solution).reshape(-1, classes).to(features.device));
    }

    /// <summary>One output per class, float32 [samples, classes]; differentiable in the features. A regression of zeros and ones, no log-probabilities.</summary>
    /// <param name="features">Float32 [samples, features].</param>
    public Tensor Logits(Tensor features) => ((features - _mean) / _scale).matmul(_weights) + _offsets;

    /// <summary>The class of each row.</summary>
    /// <param name="features">Float32 [samples, features].</param>
    public IReadOnlyList<int> Predict(Tensor features)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        return [.. Logits(features).argmax(1).cpu().data<long>().ToArray().Select(winner => (int)winner)];
    }

    /// <summary>The share of rows whose class is the label.</summary>
    /// <param name="features">Float [samples, features].</param>
    /// <param name="labels">The class number of each sample.</param>
    public Accuracy Score(Tensor features, IReadOnlyList<int> labels)
    {
        IReadOnlyList<int> predicted = Predict(features);
        Estimate.SameLength(predicted.Count, labels.Count, "rows", "labels");
        return Accuracy.Of(predicted.Zip(labels, (left, right) => left == right));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _scale.Dispose();
        _offsets.Dispose();
        _weights.Dispose();
    }

    private static Tensor Kept(Tensor values) => values.to(ScalarType.Float32).clone().DetachFromDisposeScope();

    private static double[,] Matrix(Tensor tensor)
    {
        double[] values = tensor.cpu().contiguous().data<double>().ToArray();
        int rows = (int)tensor.shape[0], columns = (int)tensor.shape[1];
        var matrix = new double[rows, columns];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return matrix;
    }
}
