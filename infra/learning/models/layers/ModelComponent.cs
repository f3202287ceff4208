using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>A part of a model whose weights are loaded, saved, trained and frozen together; parameter names are Hugging Face's.</summary>
public abstract class ModelComponent : nn.Module
{
    private IDisposable? _frozen;

    private protected ModelComponent(string name, ComputePrecision precision)
        : base(name) => Prepared = new PreparedWeights(precision);

    /// <summary>The precision of products.</summary>
    public ComputePrecision Precision => Prepared.Precision;

    /// <summary>Whether layers are computed again in the backward pass instead of keeping their activations: the same results with less memory, a third slower.</summary>
    public bool RecomputesActivations
    {
        get => Prepared.Recomputes;
        set => Prepared.Recomputes = value;
    }

    private protected PreparedWeights Prepared { get; }

    /// <summary>Makes the weights constants: no gradients, and everything derived from them is computed once.</summary>
    /// <remarks>Call <see cref="LoadWeights"/> to change weights afterwards: values written behind the component's back are not seen.</remarks>
    public void Freeze()
    {
        _frozen ??= HoldWeights();
        foreach (var parameter in parameters())
        {
            parameter.requires_grad = false;
        }
    }

    /// <summary>Makes the weights trainable again.</summary>
    public void Unfreeze()
    {
        _frozen?.Dispose();
        _frozen = null;
        foreach (var parameter in parameters())
        {
            parameter.requires_grad = true;
        }
    }

    /// <summary>Treats the weights as constants until the result is disposed, as an attack on a model in training does: gradients reach
    /// the inputs only, and derived weights are computed once. No optimizer step may come in between.</summary>
    public IDisposable HoldWeights() => new WeightHold(Prepared);

    /// <summary>Copies weights into the component.</summary>
    /// <param name="weights">Exactly the component's names and shapes; floating-point tensors of any precision. Names that
    /// end in <c>position_ids</c> (buffers of old checkpoints) are passed over.</param>
    /// <exception cref="WeightMismatchException">A name is missing or unknown, or a shape differs.</exception>
    public void LoadWeights(IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var own = Weights();
        WeightMismatchException.ThrowUnlessEqual(GetName(), own, weights);
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        foreach (var (name, parameter) in own)
        {
            parameter.copy_(weights[name]);
        }

        Changed();
    }

    /// <summary>Moves the weights to a device; what is derived from them is made again there.</summary>
    /// <param name="device">The device of later inputs.</param>
    public virtual void MoveTo(Device device)
    {
        _ = this.to(device);
        Prepared.Clear();
    }

    /// <summary>The parameters by name, in the order of the architecture. They are the live tensors, not copies.</summary>
    public virtual IReadOnlyDictionary<string, Parameter> Weights() =>
        named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter, StringComparer.Ordinal);

    /// <summary>Told when something outside this component has changed what its weights amount to.</summary>
    internal void WeightsChanged() => Changed();

    /// <summary>Forgets what was derived from the weights.</summary>
    private protected virtual void Changed() => Prepared.Clear();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Prepared.Dispose();
        }

        base.Dispose(disposing);
    }
}
