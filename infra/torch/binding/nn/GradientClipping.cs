using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            private static readonly Op VectorNorm = new("linalg_vector_norm(self, ord)");
            private static readonly Op Scale = new("mul_.Scalar(self, other)");
            private static readonly Op Clamp = new("clamp_(self, min, max)");

            /// <summary>Scales all gradients together so that their joint norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before scaling; 0 if there are no gradients.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                List<Tensor> gradients = Gradients(tensors);
                if (gradients.Count == 0)
                {
                    return 0;
                }

                // One number per gradient and one transfer at the end: on a GPU nothing waits in between.
                Tensor norms = stack([.. gradients.Select(gradient => VectorNorm.Call(gradient, norm_type).Tensor)]);
                double total = VectorNorm.Call(norms, norm_type).Tensor.to(ScalarType.Float64).item<double>();
                double factor = max_norm / (total + 1e-6);

                // Not "factor < 1": a norm that is not a number must reach the gradients and be seen.
                if (!(factor >= 1))
                {
                    foreach (Tensor gradient in gradients)
                    {
                        Scale.Call(gradient, factor).Discard();
                    }
                }

                return total;
            }

            /// <summary>Cuts every element of every gradient to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                foreach (Tensor gradient in Gradients(tensors))
                {
                    Clamp.Call(gradient, -clip_value, clip_value).Discard();
                }
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        }
    }
}
