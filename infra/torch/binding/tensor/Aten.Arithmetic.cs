namespace TorchSharp.Interop;

/// <summary>Sums, differences, products, quotients and powers.</summary>
internal static partial class Aten
{
    internal static readonly Op rsub_Scalar = new("rsub.Scalar(self, other, alpha)");
    internal static readonly Op add_Tensor = new("add.Tensor(self, other, alpha)");
    internal static readonly Op add__Tensor = new("add_.Tensor(self, other, alpha)");
    internal static readonly Op add_Scalar = new("add.Scalar(self, other, alpha)");
    internal static readonly Op add__Scalar = new("add_.Scalar(self, other, alpha)");
    internal static readonly Op sub_Tensor = new("sub.Tensor(self, other, alpha)");
    internal static readonly Op sub__Tensor = new("sub_.Tensor(self, other, alpha)");
    internal static readonly Op sub_Scalar = new("sub.Scalar(self, other, alpha)");
    internal static readonly Op sub__Scalar = new("sub_.Scalar(self, other, alpha)");
    internal static readonly Op mul_Tensor = new("mul.Tensor(self, other)");
    internal static readonly Op mul__Tensor = new("mul_.Tensor(self, other)");
    internal static readonly Op div_Tensor = new("div.Tensor(self, other)");
    internal static readonly Op div__Tensor = new("div_.Tensor(self, other)");
    internal static readonly Op div_Tensor_mode = new("div.Tensor_mode(self, other, rounding_mode)");
    internal static readonly Op div__Tensor_mode = new("div_.Tensor_mode(self, other, rounding_mode)");
    internal static readonly Op mul_Scalar = new("mul.Scalar(self, other)");
    internal static readonly Op mul__Scalar = new("mul_.Scalar(self, other)");
    internal static readonly Op div_Scalar = new("div.Scalar(self, other)");
    internal static readonly Op div__Scalar = new("div_.Scalar(self, other)");
    internal static readonly Op div_Scalar_mode = new("div.Scalar_mode(self, other, rounding_mode)");
    internal static readonly Op div__Scalar_mode = new("div_.Scalar_mode(self, other, rounding_mode)");
    internal static readonly Op remainder_Tensor = new("remainder.Tensor(self, other)");
    internal static readonly Op remainder__Tensor = new("remainder_.Tensor(self, other)");
    internal static readonly Op remainder_Scalar = new("remainder.Scalar(self, other)");
    internal static readonly Op remainder__Scalar = new("remainder_.Scalar(self, other)");
    internal static readonly Op fmod_Tensor = new("fmod.Tensor(self, other)");
    internal static readonly Op fmod__Tensor = new("fmod_.Tensor(self, other)");
    internal static readonly Op fmod_Scalar = new("fmod.Scalar(self, other)");
    internal static readonly Op fmod__Scalar = new("fmod_.Scalar(self, other)");
    internal static readonly Op floor_divide = new("floor_divide(self, other)");
    internal static readonly Op floor_divide__Tensor = new("floor_divide_.Tensor(self, other)");
    internal static readonly Op floor_divide_Scalar = new("floor_divide.Scalar(self, other)");
    internal static readonly Op floor_divide__Scalar = new("floor_divide_.Scalar(self, other)");
    internal static readonly Op pow_Tensor_Tensor = new("pow.Tensor_Tensor(self, exponent)");
    internal static readonly Op pow__Tensor = new("pow_.Tensor(self, exponent)");
    internal static readonly Op pow_Tensor_Scalar = new("pow.Tensor_Scalar(self, exponent)");
    internal static readonly Op pow__Scalar = new("pow_.Scalar(self, exponent)");
}
