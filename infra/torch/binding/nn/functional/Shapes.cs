using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op PadOp = new("pad(self, pad, mode, value)");
            private static readonly Op OneHotOp = new("one_hot(self, num_classes)");
            private static readonly Op UnfoldOp = new("im2col(self, kernel_size, dilation, padding, stride)");
            private static readonly Op CosineOp = new("cosine_similarity(x1, x2, dim, eps)");
            private static readonly Op NormOp = new("norm.ScalarOpt_dim(self, p, dim, keepdim)");
            private static readonly Op ClampMinOp = new("clamp_min(self, min)");
            private static readonly Op DivideOp = new("div.Tensor(self, other)");

            /// <summary>Pads the last dimensions; the pairs of <paramref name="pad"/> begin with the last one.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                mode == PaddingModes.Constant
                    ? PadOp.Call(input, pad, "constant", value).Tensor
                    : PadOp.Call(input, pad, ModeName(mode)).Tensor;

            public static Tensor pad(
                Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad, pad], mode, value);

            /// <summary>Class indices to rows of zeros with a one; -1 counts the classes itself.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => OneHotOp.Call(x, num_classes).Tensor;

            /// <summary>The patches of [N, C, H, W] as columns: [N, C·k·k, patches].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(
                Tensor input,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null) =>
                UnfoldOp.Call(
                    input, Pair(kernel_size), Pair(dilation ?? (1, 1)), Pair(padding ?? (0, 0)), Pair(stride ?? (1, 1))).Tensor;

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                CosineOp.Call(x1, x2, dim, eps).Tensor;

            /// <summary>x / max(‖x‖, ε) along a dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using Tensor norm = NormOp.Call(input, p, (long[])[dim], true).Tensor;
                using Tensor bounded = ClampMinOp.Call(norm, eps).Tensor;
                return DivideOp.Call(input, bounded).Tensor;
            }

            private static long[] Pair((long First, long Second) pair) => [pair.First, pair.Second];

            private static string ModeName(PaddingModes mode) => mode switch
            {
                PaddingModes.Zeros => "constant",
                PaddingModes.Reflect => "reflect",
                PaddingModes.Replicate => "replicate",
                PaddingModes.Circular => "circular",
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "unknown padding mode"),
            };
        }
    }
}
