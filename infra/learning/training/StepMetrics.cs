using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Named scalars of a step, kept as tensors until somebody reads them all at once: one copy to the processor per step.</summary>
public sealed class StepMetrics
{
    private readonly List<(string Name, Tensor Value)> _scalars = [];

    /// <summary>Adds the mean of a tensor. Names are unique; a slash groups, as in <c>rewards/margin</c>.</summary>
    public void Add(string name, Tensor value)
    {
        if (_scalars.Exists(scalar => scalar.Name == name))
        {
            throw new ArgumentException($"The metric {name} was already given for this step.", nameof(name));
        }

        Tensor plain = value.detach().to(ScalarType.Float32);
        _scalars.Add((name, plain.dim() == 0 ? plain : plain.mean()));
    }

    /// <summary>These, and then the others.</summary>
    public StepMetrics And(StepMetrics others)
    {
        foreach ((string name, Tensor value) in others._scalars)
        {
            Add(name, value);
        }

        return this;
    }

    /// <summary>Reads all values, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, float>> Read()
    {
        if (_scalars.Count == 0)
        {
            return [];
        }

        using var scope = torch.NewDisposeScope();
        float[] values = torch.stack(_scalars.Select(scalar => scalar.Value), 0).cpu().data<float>().ToArray();
        return [.. _scalars.Select((scalar, i) => KeyValuePair.Create(scalar.Name, values[i]))];
    }
}
