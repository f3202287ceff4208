using System.Runtime.CompilerServices;

namespace TorchSharp.Interop;

/// <summary>
/// What an operator returned. Each tensor in it is an owned reference: take all of them exactly once
/// (<see cref="Tensor"/>, <see cref="Pair"/>, ...), or drop them with <see cref="Discard"/>.
/// </summary>
internal readonly ref struct Result
{
    internal const int Room = 6;

    private readonly Values _values;

    internal Result(scoped in Values values) => _values = values;

    [InlineArray(Room)]
    internal struct Values
    {
        private Value _first;
    }

    internal torch.Tensor Tensor => Take(0);
    internal torch.Tensor? OptionalTensor => _values[0].Tag == Tag.None ? null : Take(0);
    internal (torch.Tensor, torch.Tensor) Pair => (Take(0), Take(1));
    internal (torch.Tensor, torch.Tensor, torch.Tensor) Triple => (Take(0), Take(1), Take(2));
    internal bool Bool => _values[0].Integer != 0;
    internal long Int => _values[0].Integer;

    /// <summary>A number of any kind, as a Scalar.</summary>
    internal Scalar Scalar => Scalar.From(_values[0]);

    internal unsafe torch.Tensor[] List
    {
        get
        {
            var tensors = new torch.Tensor[_values[0].Count];
            var handles = (nint*)_values[0].Pointer;
            for (int i = 0; i < tensors.Length; i++) tensors[i] = new torch.Tensor(handles[i]);
            Native.rampart_free((nint)handles);
            return tensors;
        }
    }

    /// <summary>The tensor at <paramref name="index"/>.</summary>
    internal torch.Tensor Take(int index) => torch.Tensor.Adopt(_values[index]);

    /// <summary>Releases the result of an operator that is called for its effect.</summary>
    internal void Discard()
    {
        if (_values[0].Tag == Tag.Tensor) Native.rampart_release(_values[0].Pointer);
    }
}
