using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op GeluOp = new("gelu(self, approximate)");
            private static readonly Op GeluInPlace = new("gelu_(self, approximate)");
            private static readonly Op ReluOp = new("relu(self)");
            private static readonly Op ReluInPlace = new("relu_(self)");
            private static readonly Op SiluOp = new("silu(self)");
            private static readonly Op SiluInPlace = new("silu_(self)");
            private static readonly Op SigmoidOp = new("sigmoid(self)");
            private static readonly Op SigmoidInPlace = new("sigmoid_(self)");
            private static readonly Op TanhOp = new("tanh(self)");
            private static readonly Op TanhInPlace = new("tanh_(self)");
            private static readonly Op SoftmaxOp = new("softmax.int(self, dim, dtype)");
            private static readonly Op LogSoftmaxOp = new("log_softmax.int(self, dim, dtype)");
            private static readonly Op SoftplusOp = new("softplus(self, beta, threshold)");
            private static readonly Op LogSigmoidOp = new("log_sigmoid(self)");

            public static Tensor gelu(Tensor x) => GeluOp.Call(x).Tensor;

            public static Tensor gelu(Tensor x, bool inplace) => (inplace ? GeluInPlace : GeluOp).Call(x).Tensor;

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                (inplace ? GeluInPlace : GeluOp).Call(x, approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none").Tensor;

            public static Tensor relu(Tensor x, bool inplace = false) => (inplace ? ReluInPlace : ReluOp).Call(x).Tensor;

            public static Tensor silu(Tensor x, bool inplace = false) => (inplace ? SiluInPlace : SiluOp).Call(x).Tensor;

            public static Tensor sigmoid(Tensor x) => SigmoidOp.Call(x).Tensor;

            public static Tensor sigmoid(Tensor x, bool inplace) => (inplace ? SigmoidInPlace : SigmoidOp).Call(x).Tensor;

            public static Tensor tanh(Tensor x, bool inplace = false) => (inplace ? TanhInPlace : TanhOp).Call(x).Tensor;

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => SoftmaxOp.Call(input, dim, dtype).Tensor;

            public static Tensor log_softmax(Tensor x, long dim) => LogSoftmaxOp.Call(x, dim).Tensor;

            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) =>
                SoftplusOp.Call(x, beta, threshold).Tensor;

            public static Tensor logsigmoid(Tensor x) => LogSigmoidOp.Call(x).Tensor;
        }
    }
}
