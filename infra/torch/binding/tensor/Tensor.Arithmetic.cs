using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    /// <summary>Arithmetic with another tensor or a number.</summary>
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.add_Tensor.Call(this, target).Tensor;
        public Tensor add_(Tensor target) => InPlace(Aten.add__Tensor.Call(this, target));
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Call(this, target, alpha).Tensor;
        public Tensor add_(Tensor target, Scalar alpha) => InPlace(Aten.add__Tensor.Call(this, target, alpha));
        public Tensor add(Scalar scalar) => Aten.add_Scalar.Call(this, scalar).Tensor;
        public Tensor add_(Scalar scalar) => InPlace(Aten.add__Scalar.Call(this, scalar));
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.Call(this, scalar, alpha).Tensor;
        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(Aten.add__Scalar.Call(this, scalar, alpha));
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Call(this, target).Tensor;
        public Tensor sub_(Tensor target) => InPlace(Aten.sub__Tensor.Call(this, target));
        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract_(Tensor target) => sub_(target);
        public Tensor sub(Scalar target) => Aten.sub_Scalar.Call(this, target).Tensor;
        public Tensor sub_(Scalar target) => InPlace(Aten.sub__Scalar.Call(this, target));
        public Tensor subtract(Scalar target) => sub(target);
        public Tensor subtract_(Scalar target) => sub_(target);
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Call(this, target).Tensor;
        public Tensor mul_(Tensor target) => InPlace(Aten.mul__Tensor.Call(this, target));
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor mul(Scalar target) => Aten.mul_Scalar.Call(this, target).Tensor;
        public Tensor mul_(Scalar target) => InPlace(Aten.mul__Scalar.Call(this, target));
        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Aten.div_Tensor.Call(this, target).Tensor
            : Aten.div_Tensor_mode.Call(this, target, rounding_mode.ToString()).Tensor;

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(rounding_mode == RoundingMode.None
            ? Aten.div__Tensor.Call(this, target)
            : Aten.div__Tensor_mode.Call(this, target, rounding_mode.ToString()));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
        public Tensor true_divide(Tensor other) => div(other);
        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Aten.div_Scalar.Call(this, target).Tensor
            : Aten.div_Scalar_mode.Call(this, target, rounding_mode.ToString()).Tensor;

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(rounding_mode == RoundingMode.None
            ? Aten.div__Scalar.Call(this, target)
            : Aten.div__Scalar_mode.Call(this, target, rounding_mode.ToString()));

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
        public Tensor true_divide(Scalar other) => div(other);
        public Tensor true_divide_(Scalar other) => div_(other);

        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Call(this, target).Tensor;
        public Tensor remainder_(Tensor target) => InPlace(Aten.remainder__Tensor.Call(this, target));
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.Call(this, scalar).Tensor;
        public Tensor remainder_(Scalar scalar) => InPlace(Aten.remainder__Scalar.Call(this, scalar));
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Call(this, target).Tensor;
        public Tensor fmod_(Tensor target) => InPlace(Aten.fmod__Tensor.Call(this, target));
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.Call(this, scalar).Tensor;
        public Tensor fmod_(Scalar scalar) => InPlace(Aten.fmod__Scalar.Call(this, scalar));
        public Tensor floor_divide(Tensor other) => Aten.floor_divide.Call(this, other).Tensor;
        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.Call(this, other).Tensor;
        public Tensor floor_divide_(Tensor other) => InPlace(Aten.floor_divide__Tensor.Call(this, other));
        public Tensor floor_divide_(Scalar other) => InPlace(Aten.floor_divide__Scalar.Call(this, other));
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.Call(this, exponent).Tensor;
        public Tensor pow_(Tensor exponent) => InPlace(Aten.pow__Tensor.Call(this, exponent));
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.Call(this, exponent).Tensor;
        public Tensor pow_(Scalar exponent) => InPlace(Aten.pow__Scalar.Call(this, exponent));
    }
}
