using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op LinearOp = new("linear(input, weight, bias)");
            private static readonly Op Conv2dOp = new("conv2d(input, weight, bias, stride, padding, dilation, groups)");
            private static readonly Op EmbeddingOp = new("embedding(weight, indices, padding_idx, scale_grad_by_freq, sparse)");
            private static readonly Op LayerNormOp = new("layer_norm(input, normalized_shape, weight, bias, eps)");
            private static readonly Op GroupNormOp = new("group_norm(input, num_groups, weight, bias, eps)");
            private static readonly Op BatchNormOp =
                new("batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled)");

            private static readonly Op DropoutOp = new("dropout(input, p, train)");
            private static readonly Op DropoutInPlace = new("dropout_(self, p, train)");

            /// <summary>x Wᵀ + b over the last dimension.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                LinearOp.Call(input, weights, bias).Tensor;

            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                long groups = 1) =>
                Conv2dOp.Call(input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups).Tensor;

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                LayerNormOp.Call(input, normalized_shape, weight, bias, eps).Tensor;

            public static Tensor group_norm(
                Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05) =>
                GroupNormOp.Call(input, num_groups, weight, bias, eps).Tensor;

            public static Tensor batch_norm(
                Tensor input,
                Tensor running_mean,
                Tensor running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1e-05) =>
                BatchNormOp.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true).Tensor;

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? DropoutInPlace : DropoutOp).Call(input, p, training).Tensor;

            /// <summary>The rows of a table; a padding index of -1 means none.</summary>
            internal static Tensor Rows(Tensor weight, Tensor indices, long padding, bool scaleByFrequency, bool sparse) =>
                EmbeddingOp.Call(weight, indices, padding, scaleByFrequency, sparse).Tensor;
        }
    }
}
