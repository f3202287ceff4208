using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A step of the graph that says itself how gradients go back through it.</summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            /// <summary>How it is called in messages.</summary>
            public abstract string Name { get; }

            private protected abstract List<Tensor> Forward(AutogradContext ctx, object[] vars);

            private protected abstract List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients);

            private protected static List<Tensor> Apply(object[] vars)
            {
                var function = new T();
                var context = new AutogradContext();
                List<Tensor> outputs;
                using (no_grad())
                {
                    outputs = function.Forward(context, vars);
                }

                if (is_grad_enabled() && vars.Any(var => var is Tensor { requires_grad: true }))
                {
                    Attach(vars, outputs, new Step(context, gradients => function.Backward(context, gradients), function.Name));
                }
                else
                {
                    context.Release();
                }

                return outputs;
            }

            private static unsafe void Attach(object[] vars, List<Tensor> outputs, Step step)
            {
                nint[] inputs = Array.ConvertAll(vars, var => (var as Tensor)?.Handle ?? 0), results = [.. outputs.Select(output => output.Handle)];
                fixed (nint* input = inputs, output = results)
                {
                    NativeError.Check(Native.rampart_attach_function(
                        input, inputs.Length, output, results.Length, GCHandle.ToIntPtr(GCHandle.Alloc(step)), &Step.Run, &Step.Free));
                }

                KeepAlive(vars, outputs, null);
            }
        }

        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => Apply(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>One gradient per argument of the forward pass; null for what is no tensor or needs none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            private protected sealed override List<Tensor> Forward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            private protected sealed override List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients) => backward(ctx, gradients[0]);
        }

        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => Apply(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>One gradient per argument of the forward pass; null for what is no tensor or needs none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            private protected sealed override List<Tensor> Forward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            private protected sealed override List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients) => backward(ctx, gradients);
        }
    }
}
