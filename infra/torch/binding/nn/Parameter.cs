using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module owns and an optimizer may change.</summary>
        public class Parameter : torch.Tensor
        {
            /// <summary>Takes the tensor over: <paramref name="data"/> is empty afterwards, and its dispose scope owns this instead.</summary>
            public Parameter(torch.Tensor data, bool requires_grad = true)
                : this(data, data.OwningDisposeScope, requires_grad)
            {
            }

            private Parameter(torch.Tensor data, DisposeScope? scope, bool requires_grad)
                : base(data.requires_grad_(requires_grad).DecoupleFromNativeHandle(), register: false)
            {
                data.Dispose();
                scope?.Attach(this);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
