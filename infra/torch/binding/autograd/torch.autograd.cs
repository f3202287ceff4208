using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Differentiation by hand.</summary>
    public static partial class autograd
    {
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs), wanted = Handles(inputs), grads = Handles(grad_outputs);
            var found = new Value[wanted.Length];
            fixed (nint* root = roots, input = wanted, gradient = grads)
            fixed (Value* result = found)
            {
                NativeError.Check(Native.rampart_grad(
                    root, roots.Length, input, wanted.Length, gradient, grads.Length,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, result));
            }

            KeepAlive(outputs, inputs, grad_outputs);
            var gradients = new List<Tensor>(found.Length);

            // An unused input has no gradient: null, where allow_unused says that this may be.
            foreach (Value value in found) gradients.Add(value.Tag == Tag.Tensor ? Tensor.Adopt(value) : null!);
            return gradients;
        }

        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors), grads = Handles(grad_tensors), wanted = Handles(inputs);
            fixed (nint* root = roots, input = wanted, gradient = grads)
            {
                NativeError.Check(Native.rampart_backward(
                    root, roots.Length, gradient, grads.Length, input, wanted.Length,
                    retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0));
            }

            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[] Handles(IList<Tensor>? tensors)
        {
            if (tensors is null) return [];
            var handles = new nint[tensors.Count];
            for (int i = 0; i < handles.Length; i++) handles[i] = tensors[i].Handle;
            return handles;
        }

        private static void KeepAlive(object first, object? second, object? third)
        {
            GC.KeepAlive(first);
            GC.KeepAlive(second);
            GC.KeepAlive(third);
        }
    }
}
