using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>All that training changes, as named tensors on the processor: parameters, AdamW's moments and counters, and the step to go on from.</summary>
/// <remarks>A checkpoint is exactly <see cref="Tensors"/>: <c>parameter.NAME</c>, <c>adamw.mean.NAME</c>, <c>adamw.square.NAME</c> (float32, of the
/// parameter's shape), <c>adamw.steps.NAME</c> (int64 [1]) and <c>step</c> (int64 [1]).</remarks>
public sealed class TrainingState : IDisposable
{
    internal const string ParameterPrefix = "parameter.", MeanPrefix = "adamw.mean.", SquarePrefix = "adamw.square.", StepsPrefix = "adamw.steps.";
    internal const string StepName = "step";

    private readonly SortedDictionary<string, Tensor> _tensors;

    internal TrainingState(SortedDictionary<string, Tensor> tensors) => _tensors = tensors;

    /// <summary>The named tensors, in ordinal order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>How many steps were done; the next one has this number.</summary>
    public int Step => checked((int)_tensors[StepName].item<long>());

    /// <summary>The trained parameters by name; the tensors are this state's own.</summary>
    public IReadOnlyDictionary<string, Tensor> Parameters => _tensors
        .Where(entry => entry.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[ParameterPrefix.Length..], entry => entry.Value, StringComparer.Ordinal);

    /// <summary>Takes a checkpoint's tensors (copies them). Names and shapes are checked when a trainer restores the state.</summary>
    /// <exception cref="TrainingStateException">There is no valid step.</exception>
    public static TrainingState Of(IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (!tensors.TryGetValue(StepName, out Tensor? step) || step.dtype != ScalarType.Int64 || step.numel() != 1
            || step.cpu().item<long>() is < 0 or > int.MaxValue)
        {
            throw new TrainingStateException($"A checkpoint needs the tensor '{StepName}', one int64 of at least 0; take one that a training wrote.");
        }

        var copies = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Tensor tensor) in tensors)
        {
            copies.Add(name, Copy(tensor));
        }

        return new TrainingState(copies);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }

    internal static Tensor Copy(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().clone().DetachFromDisposeScope();
    }
}

/// <summary>A checkpoint does not fit the training that should go on from it.</summary>
public sealed class TrainingStateException(string message) : ArgumentException(message);
