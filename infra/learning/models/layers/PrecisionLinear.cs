using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>y = x W' + b with float32 weights W [outputs, inputs] and b [outputs], the product in the precision of the model.</summary>
internal sealed class PrecisionLinear : nn.Module
{
    private readonly PreparedWeights _prepared;
    private readonly Func<Tensor[]> _make;
    private readonly double _inputScale;
    private readonly double _outputScale;

    // A delegate, so that the adapter's parameters do not become this module's.
    private Func<bool, Tensor>? _change;
    private Func<IEnumerable<Parameter>>? _changing;

    // Named as the checkpoint names them: Module.to replaces parameters by field name.
    private Parameter weight;
    private Parameter? bias;

    /// <param name="inputs">Width of x.</param>
    /// <param name="outputs">Width of y.</param>
    /// <param name="hasBias">Whether b exists.</param>
    /// <param name="prepared">The model's prepared weights.</param>
    /// <param name="inputScale">A constant that x is to be multiplied by; goes into the prepared weight.</param>
    /// <param name="outputScale">A constant that y is to be multiplied by; goes into the prepared weight and bias.</param>
    public PrecisionLinear(
        long inputs, long outputs, bool hasBias, PreparedWeights prepared, double inputScale = 1, double outputScale = 1)
        : base(nameof(PrecisionLinear))
    {
        _prepared = prepared;
        _inputScale = inputScale;
        _outputScale = outputScale;
        weight = Parameters.Add(this, "weight", outputs, inputs);
        bias = hasBias ? Parameters.Add(this, "bias", outputs) : null;
        _make = Make;
    }

    /// <summary>The weight in effect: W, with the change of an adapter if there is one.</summary>
    public Tensor Weight => _change is null ? weight : weight + _change(training);

    /// <summary>The parameters of the adapter, which are not this module's own; none without one.</summary>
    public IEnumerable<Parameter> AdapterParameters => _changing?.Invoke() ?? [];

    /// <summary>W itself.</summary>
    public Parameter Base => weight;

    public Parameter? Bias => bias;

    /// <summary>The product, in the precision of products (bfloat16 results stay bfloat16).</summary>
    /// <param name="x">[rows, inputs].</param>
    public Tensor Apply(Tensor x)
    {
        var made = _prepared.Of(this, _make);
        return nn.functional.linear(_prepared.Operand(x), made[0], made.Length > 1 ? made[1] : null);
    }

    /// <summary>Adds an adapter's change to the weight from now on.</summary>
    public void Attach(LoraAdapter adapter) => (_change, _changing) = (adapter.Change, () => adapter.parameters());

    /// <summary>Takes the adapter off, or makes its change part of the weight.</summary>
    public void Detach(bool merge)
    {
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        if (merge && _change is not null)
        {
            weight.add_(_change(false));
        }

        (_change, _changing) = (null, null);
    }

    private Tensor[] Make()
    {
        double scale = _inputScale * _outputScale;
        Tensor product = _prepared.Operand(scale == 1 ? Weight : Weight * scale);
        return bias is null ? [product] : [product, _prepared.Operand(_outputScale == 1 ? bias : bias * _outputScale)];
    }
}
