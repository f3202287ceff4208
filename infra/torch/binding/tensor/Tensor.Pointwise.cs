using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Functions of the elements of several tensors.</summary>
    public partial class Tensor
    {
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Call(this, other).Tensor;
        public Tensor bitwise_and_(Tensor other) => InPlace(Aten.bitwise_and__Tensor.Call(this, other));
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Call(this, other).Tensor;
        public Tensor bitwise_or_(Tensor other) => InPlace(Aten.bitwise_or__Tensor.Call(this, other));
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Call(this, other).Tensor;
        public Tensor bitwise_xor_(Tensor other) => InPlace(Aten.bitwise_xor__Tensor.Call(this, other));
        public Tensor bitwise_left_shift(Tensor other) => Aten.bitwise_left_shift_Tensor.Call(this, other).Tensor;
        public Tensor bitwise_left_shift_(Tensor other) => InPlace(Aten.bitwise_left_shift__Tensor.Call(this, other));
        public Tensor bitwise_right_shift(Tensor other) => Aten.bitwise_right_shift_Tensor.Call(this, other).Tensor;
        public Tensor bitwise_right_shift_(Tensor other) => InPlace(Aten.bitwise_right_shift__Tensor.Call(this, other));
        public Tensor logical_and(Tensor other) => Aten.logical_and.Call(this, other).Tensor;
        public Tensor logical_and_(Tensor other) => InPlace(Aten.logical_and_.Call(this, other));
        public Tensor logical_or(Tensor other) => Aten.logical_or.Call(this, other).Tensor;
        public Tensor logical_or_(Tensor other) => InPlace(Aten.logical_or_.Call(this, other));
        public Tensor logical_xor(Tensor other) => Aten.logical_xor.Call(this, other).Tensor;
        public Tensor logical_xor_(Tensor other) => InPlace(Aten.logical_xor_.Call(this, other));
        public Tensor atan2(Tensor other) => Aten.atan2.Call(this, other).Tensor;
        public Tensor atan2_(Tensor other) => InPlace(Aten.atan2_.Call(this, other));
        public Tensor hypot(Tensor other) => Aten.hypot.Call(this, other).Tensor;
        public Tensor heaviside(Tensor other) => Aten.heaviside.Call(this, other).Tensor;
        public Tensor heaviside_(Tensor other) => InPlace(Aten.heaviside_.Call(this, other));
        public Tensor copysign(Tensor other) => Aten.copysign_Tensor.Call(this, other).Tensor;
        public Tensor copysign_(Tensor other) => InPlace(Aten.copysign__Tensor.Call(this, other));
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Call(this, y).Tensor;
        public Tensor xlogy_(Tensor y) => InPlace(Aten.xlogy__Tensor.Call(this, y));
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Call(this, other).Tensor;
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Call(this, other).Tensor;
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Call(this, y).Tensor;
        public Tensor arctan2(Tensor other) => atan2(other);
        public Tensor arctan2_(Tensor other) => atan2_(other);

        public Tensor round(long decimals = 0L) =>
            decimals == 0 ? Aten.round.Call(this).Tensor : Aten.round_decimals.Call(this, decimals).Tensor;

        public Tensor round_(long decimals = 0L) =>
            InPlace(decimals == 0 ? Aten.round_.Call(this) : Aten.round__decimals.Call(this, decimals));

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Call(this, min, max).Tensor;
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.Call(this, min, max).Tensor;
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(Aten.clamp_.Call(this, min, max));
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => InPlace(Aten.clamp__Tensor.Call(this, min, max));
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.Call(this, max).Tensor;
        public Tensor clamp_max_(Scalar max) => InPlace(Aten.clamp_max_.Call(this, max));
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.Call(this, min).Tensor;
        public Tensor clamp_min_(Scalar min) => InPlace(Aten.clamp_min_.Call(this, min));

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.Call(this, tensor1, tensor2, value).Tensor;
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(Aten.addcmul_.Call(this, tensor1, tensor2, value));
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.Call(this, tensor1, tensor2, value).Tensor;
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.Call(this, tensor1, tensor2).Tensor;
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(Aten.addcdiv_.Call(this, tensor1, tensor2, value));
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => InPlace(Aten.addcdiv_.Call(this, tensor1, tensor2));
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.Call(this, end, weight).Tensor;
        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(Aten.lerp__Tensor.Call(this, end, weight));

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Aten.nan_to_num.Call(this, nan, posinf, neginf).Tensor;

        public Tensor nan_to_num_(double nan = 0d, double? posinf = null, double? neginf = null) =>
            InPlace(Aten.nan_to_num_.Call(this, nan, posinf, neginf));

        public Tensor logit(double? eps = null) => Aten.logit.Call(this, eps).Tensor;
        public Tensor logit_(double? eps = null) => InPlace(Aten.logit_.Call(this, eps));
    }
}
