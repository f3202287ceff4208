using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The tensor's part in differentiation.</summary>
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Info.RequiresGrad;
            set
            {
                NativeError.Check(Native.rampart_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public bool is_leaf => Info.IsLeaf;

        public unsafe Tensor? grad
        {
            get
            {
                Value gradient;
                NativeError.Check(Native.rampart_get_grad(Handle, &gradient));
                GC.KeepAlive(this);
                return gradient.Tag == Tag.Tensor ? Adopt(gradient) : null;
            }

            set
            {
                NativeError.Check(Native.rampart_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            NativeError.Check(Native.rampart_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        public Tensor detach() => Aten.detach.Call(this).Tensor;

        public Tensor detach_() => InPlace(Aten.detach_.Call(this));

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
