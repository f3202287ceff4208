using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op CrossEntropyOp =
                new("cross_entropy_loss(self, target, weight, reduction, ignore_index, label_smoothing)");

            private static readonly Op NllOp = new("nll_loss_nd(self, target, weight, reduction, ignore_index)");
            private static readonly Op MseOp = new("mse_loss(self, target, reduction)");
            private static readonly Op L1Op = new("l1_loss(self, target, reduction)");
            private static readonly Op SmoothL1Op = new("smooth_l1_loss(self, target, reduction, beta)");
            private static readonly Op HuberOp = new("huber_loss(self, target, reduction, delta)");
            private static readonly Op DivergenceOp = new("kl_div(self, target, reduction, log_target)");
            private static readonly Op BinaryOp =
                new("binary_cross_entropy_with_logits(self, target, weight, pos_weight, reduction)");

            /// <summary>From logits [N, C, ...] to class indices [N, ...] or to probabilities of the logits' shape.</summary>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                CrossEntropyOp.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing).Tensor;

            /// <summary>From log-probabilities [N, C, ...] to class indices.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                NllOp.Call(input, target, weight, (long)reduction).Tensor;

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                MseOp.Call(input, target, (long)reduction).Tensor;

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                L1Op.Call(input, target, (long)reduction).Tensor;

            public static Tensor smooth_l1_loss(
                Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                SmoothL1Op.Call(input, target, (long)reduction, beta).Tensor;

            public static Tensor huber_loss(
                Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                HuberOp.Call(input, target, (long)reduction, delta).Tensor;

            /// <summary>KL(target ‖ input); the input is log-probabilities, and so is the target unless said otherwise.</summary>
            public static Tensor kl_div(
                Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                DivergenceOp.Call(input, target, (long)reduction, log_target).Tensor;

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) =>
                BinaryOp.Call(input, target, weight, pos_weights, (long)reduction).Tensor;
        }
    }
}
