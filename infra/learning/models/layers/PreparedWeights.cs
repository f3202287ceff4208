using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Weights in the form in which products want them: joined, scaled, cast. Made anew on every call while the weights may change,
/// once while they are held constant.</summary>
/// <remarks>Safe for use by several threads while held.</remarks>
internal sealed class PreparedWeights : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<object, Tensor[]> _made = new(ReferenceEqualityComparer.Instance);
    private int _holds;

    public PreparedWeights(ComputePrecision precision) => Precision = precision;

    public ComputePrecision Precision { get; }

    /// <summary>Whether layers are computed again in the backward pass instead of keeping their activations.</summary>
    public bool Recomputes { get; set; }

    public void Hold() => Interlocked.Increment(ref _holds);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            Clear();
        }
    }

    /// <summary>Forgets everything made: the weights have changed.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var tensor in _made.Values.SelectMany(tensors => tensors))
            {
                tensor.Dispose();
            }

            _made.Clear();
        }
    }

    /// <summary>What <paramref name="make"/> makes for <paramref name="owner"/>. Held, the tensors carry no gradient and belong to this object.</summary>
    public Tensor[] Of(object owner, Func<Tensor[]> make)
    {
        if (Volatile.Read(ref _holds) == 0)
        {
            return make();
        }

        lock (_gate)
        {
            if (!_made.TryGetValue(owner, out var tensors))
            {
                using var scope = NewDisposeScope();
                using var constant = no_grad();
                // Cloned: what is made may be the parameter itself, which this object must not dispose.
                tensors = [.. make().Select(tensor => tensor.detach().clone().DetachFromDisposeScope())];
                _made.Add(owner, tensors);
            }

            return tensors;
        }
    }

    /// <summary>The operand of a product: rounded to bfloat16 when the products are.</summary>
    public Tensor Operand(Tensor tensor) =>
        Precision == ComputePrecision.BFloat16 && tensor.dtype != ScalarType.BFloat16 ? tensor.to(ScalarType.BFloat16) : tensor;

    /// <summary>The result of a product, in float32.</summary>
    public static Tensor Result(Tensor tensor) => tensor.dtype == ScalarType.Float32 ? tensor : tensor.to(ScalarType.Float32);

    public void Dispose() => Clear();
}
