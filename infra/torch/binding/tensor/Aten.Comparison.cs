namespace TorchSharp.Interop;

/// <summary>Comparisons.</summary>
internal static partial class Aten
{
    internal static readonly Op eq_Tensor = new("eq.Tensor(self, other)");
    internal static readonly Op eq__Tensor = new("eq_.Tensor(self, other)");
    internal static readonly Op eq_Scalar = new("eq.Scalar(self, other)");
    internal static readonly Op eq__Scalar = new("eq_.Scalar(self, other)");
    internal static readonly Op ne_Tensor = new("ne.Tensor(self, other)");
    internal static readonly Op ne__Tensor = new("ne_.Tensor(self, other)");
    internal static readonly Op ne_Scalar = new("ne.Scalar(self, other)");
    internal static readonly Op ne__Scalar = new("ne_.Scalar(self, other)");
    internal static readonly Op lt_Tensor = new("lt.Tensor(self, other)");
    internal static readonly Op lt__Tensor = new("lt_.Tensor(self, other)");
    internal static readonly Op lt_Scalar = new("lt.Scalar(self, other)");
    internal static readonly Op lt__Scalar = new("lt_.Scalar(self, other)");
    internal static readonly Op le_Tensor = new("le.Tensor(self, other)");
    internal static readonly Op le__Tensor = new("le_.Tensor(self, other)");
    internal static readonly Op le_Scalar = new("le.Scalar(self, other)");
    internal static readonly Op le__Scalar = new("le_.Scalar(self, other)");
    internal static readonly Op gt_Tensor = new("gt.Tensor(self, other)");
    internal static readonly Op gt__Tensor = new("gt_.Tensor(self, other)");
    internal static readonly Op gt_Scalar = new("gt.Scalar(self, other)");
    internal static readonly Op gt__Scalar = new("gt_.Scalar(self, other)");
    internal static readonly Op ge_Tensor = new("ge.Tensor(self, other)");
    internal static readonly Op ge__Tensor = new("ge_.Tensor(self, other)");
    internal static readonly Op ge_Scalar = new("ge.Scalar(self, other)");
    internal static readonly Op ge__Scalar = new("ge_.Scalar(self, other)");
    internal static readonly Op equal = new("equal(self, other)");
    internal static readonly Op allclose = new("allclose(self, other, rtol, atol, equal_nan)");
    internal static readonly Op isclose = new("isclose(self, other, rtol, atol, equal_nan)");
    internal static readonly Op maximum = new("maximum(self, other)");
    internal static readonly Op minimum = new("minimum(self, other)");
    internal static readonly Op fmax = new("fmax(self, other)");
    internal static readonly Op fmin = new("fmin(self, other)");
    internal static readonly Op isin_Tensor_Tensor = new("isin.Tensor_Tensor(elements, test_elements, assume_unique, invert)");
}
