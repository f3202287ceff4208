using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills tensors in place, outside autograd, and returns them.</summary>
        public static partial class init
        {
            private static readonly Op Orthonormal = new("linalg_qr(A)");

            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, target => target.fill_(val));

            public static Tensor eye_(Tensor tensor) => Fill(
                tensor,
                target => target.copy_(eye(target.shape[0], target.shape[1], dtype: target.dtype, device: target.device)));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Fill(tensor, target => target.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Fill(tensor, target => target.normal_(mean, std, generator));

            /// <summary>A normal distribution cut to [a, b], by the inverse of its distribution function.</summary>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
            {
                (double low, double high) = (Distribution((a - mean) / std), Distribution((b - mean) / std));
                return Fill(
                    tensor,
                    target => target.uniform_((2 * low) - 1, (2 * high) - 1, generator)
                        .erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b));
            }

            /// <summary>Rows (or columns, whichever are fewer) that are orthonormal, times the gain.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0) => Fill(tensor, target =>
            {
                long rows = target.shape[0];
                long columns = target.numel() / rows;
                Tensor flat = normal(0.0, 1.0, [Math.Max(rows, columns), Math.Min(rows, columns)], device: target.device);
                (Tensor q, Tensor r) = Orthonormal.Call(flat).Pair;

                // The signs of R's diagonal make the distribution uniform.
                q.mul_(r.diagonal(0, 0, 1).sign());
                target.copy_((rows < columns ? q.t() : q).mul(gain).view_as(target));
            });

            private static Tensor Fill(Tensor tensor, Action<Tensor> fill)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                fill(tensor);
                return tensor;
            }

            private static double Distribution(double x)
            {
                using Tensor value = tensor(x / Math.Sqrt(2));
                using Tensor error = value.erf();
                return (1 + error.item<double>()) / 2;
            }
        }
    }
}
