using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Activation functions.</summary>
    public partial class Tensor
    {
        public Tensor gelu() => Aten.gelu.Call(this).Tensor;
        public Tensor gelu_() => InPlace(Aten.gelu_.Call(this));
        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Call(this, negative_slope).Tensor;
        public Tensor leaky_relu_(Scalar negative_slope) => InPlace(Aten.leaky_relu_.Call(this, negative_slope));
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.hardtanh.Call(this, min, max).Tensor;
        public Tensor hardtanh_(Scalar min, Scalar max) => InPlace(Aten.hardtanh_.Call(this, min, max));
        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu.Call(this, alpha, scale, input_scale).Tensor;
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => InPlace(Aten.elu_.Call(this, alpha, scale, input_scale));
        public Tensor celu() => celu(1.0);
        public Tensor celu(Scalar alpha) => Aten.celu.Call(this, alpha).Tensor;
        public Tensor celu_(Scalar alpha) => InPlace(Aten.celu_.Call(this, alpha));
        public Tensor glu(long dim = -1) => Aten.glu.Call(this, dim).Tensor;
        public Tensor log_sigmoid() => Aten.log_sigmoid.Call(this).Tensor;
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.Call(this, beta, threshold).Tensor;
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.threshold.Call(this, threshold, value).Tensor;
        public Tensor threshold_(Scalar threshold, Scalar value) => InPlace(Aten.threshold_.Call(this, threshold, value));
        public Tensor prelu(Tensor target) => Aten.prelu.Call(this, target).Tensor;
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(this, dim, dtype).Tensor;
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Call(this, dim, dtype).Tensor;
    }
}
