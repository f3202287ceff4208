using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Named scalars of a step, kept as tensors until somebody reads them all at once: one copy to the processor per step.</summary>
public sealed class StepMetrics
{
    private readonly List<(string Name, Tensor Value)> _scalars = [];

    /// <summary>Adds the mean of a tensor. Names are unique; a slash groups, as in <c>rewards/margin</c>.</summary>
    public void Add(string name, Tensor value) => Insert(_scalars.Count, name, value);

    /// <summary>Adds the mean of a tensor at a place among the others.</summary>
    public void Insert(int place, string name, Tensor value)
    {
        if (_scalars.Exists(scalar => scalar.Name == name))
        {
            throw new ArgumentException($"The metric {name} was already given for this step.", nameof(name));
        }

        Tensor plain = value.detach().to(ScalarType.Float32);
        _scalars.Insert(place, (name, plain.dim() == 0 ? plain : plain.mean()));
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

    /// <summary>Adds the share that a piece of the step has in each of its figures; they outlive the caller's dispose scope by one.</summary>
    /// <param name="piece">The piece's figures, the same ones for every piece.</param>
    /// <param name="share">Its share of the samples, in (0, 1].</param>
    internal void AddShare(StepMetrics piece, double share)
    {
        bool isFirst = _scalars.Count == 0;
        for (int i = 0; i < piece._scalars.Count; i++)
        {
            (string name, Tensor value) = piece._scalars[i];
            Tensor part = share == 1 ? value : value * share;
            if (isFirst)
            {
                _scalars.Add((name, part.MoveToOuterDisposeScope()));
            }
            else
            {
                _scalars[i] = (name, (_scalars[i].Value + part).MoveToOuterDisposeScope());
            }
        }
    }

    /// <summary>Sums every figure up over members that each have a share of it.</summary>
    internal void SumOver(IGradientExchange exchange)
    {
        Tensor values = torch.stack(_scalars.Select(scalar => scalar.Value), 0);
        exchange.Sum([values]);
        for (int i = 0; i < _scalars.Count; i++)
        {
            _scalars[i] = (_scalars[i].Name, values.select(0, i));
        }
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
