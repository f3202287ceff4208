using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The new value as this module's own: it outlives the dispose scope that it was made in, and frees the old one.</summary>
            private protected static Parameter? Own(Parameter? old, Parameter? value)
            {
                if (!ReferenceEquals(old, value))
                {
                    old?.Dispose();
                    value?.DetachFromDisposeScope();
                }

                return value;
            }
        }
    }
}
