using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Comparisons, element by element and of the whole.</summary>
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.eq_Tensor.Call(this, target).Tensor;
        public Tensor eq_(Tensor target) => InPlace(Aten.eq__Tensor.Call(this, target));
        public Tensor eq(Scalar target) => Aten.eq_Scalar.Call(this, target).Tensor;
        public Tensor eq_(Scalar target) => InPlace(Aten.eq__Scalar.Call(this, target));
        public Tensor equal(Tensor target) => eq(target);
        public Tensor ne(Tensor target) => Aten.ne_Tensor.Call(this, target).Tensor;
        public Tensor ne_(Tensor target) => InPlace(Aten.ne__Tensor.Call(this, target));
        public Tensor ne(Scalar target) => Aten.ne_Scalar.Call(this, target).Tensor;
        public Tensor ne_(Scalar target) => InPlace(Aten.ne__Scalar.Call(this, target));
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor lt(Tensor target) => Aten.lt_Tensor.Call(this, target).Tensor;
        public Tensor lt_(Tensor target) => InPlace(Aten.lt__Tensor.Call(this, target));
        public Tensor lt(Scalar target) => Aten.lt_Scalar.Call(this, target).Tensor;
        public Tensor lt_(Scalar target) => InPlace(Aten.lt__Scalar.Call(this, target));
        public Tensor less(Tensor target) => lt(target);
        public Tensor le(Tensor target) => Aten.le_Tensor.Call(this, target).Tensor;
        public Tensor le_(Tensor target) => InPlace(Aten.le__Tensor.Call(this, target));
        public Tensor le(Scalar target) => Aten.le_Scalar.Call(this, target).Tensor;
        public Tensor le_(Scalar target) => InPlace(Aten.le__Scalar.Call(this, target));
        public Tensor less_equal(Tensor target) => le(target);
        public Tensor gt(Tensor target) => Aten.gt_Tensor.Call(this, target).Tensor;
        public Tensor gt_(Tensor target) => InPlace(Aten.gt__Tensor.Call(this, target));
        public Tensor gt(Scalar target) => Aten.gt_Scalar.Call(this, target).Tensor;
        public Tensor gt_(Scalar target) => InPlace(Aten.gt__Scalar.Call(this, target));
        public Tensor greater(Tensor target) => gt(target);
        public Tensor ge(Tensor target) => Aten.ge_Tensor.Call(this, target).Tensor;
        public Tensor ge_(Tensor target) => InPlace(Aten.ge__Tensor.Call(this, target));
        public Tensor ge(Scalar target) => Aten.ge_Scalar.Call(this, target).Tensor;
        public Tensor ge_(Scalar target) => InPlace(Aten.ge__Scalar.Call(this, target));
        public Tensor greater_equal(Tensor target) => ge(target);
        public Tensor less_equal_(Tensor target) => le_(target);
        public Tensor not_equal_(Tensor target) => ne_(target);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        /// <summary>Whether both have the same shape and the same elements.</summary>
        public bool Equals(Tensor target) => target is not null && Aten.equal.Call(this, target).Bool;

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.allclose.Call(this, target, rtol, atol, equal_nan).Bool;

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.isclose.Call(this, other, rtol, atol, nanEqual).Tensor;

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.isin_Tensor_Tensor.Call(this, test_elements, assumeUnique, invert).Tensor;

        public Tensor maximum(Tensor other) => Aten.maximum.Call(this, other).Tensor;
        public Tensor minimum(Tensor other) => Aten.minimum.Call(this, other).Tensor;
        public Tensor max(Tensor other) => maximum(other);
        public Tensor min(Tensor other) => minimum(other);
        public Tensor fmax(Tensor other) => Aten.fmax.Call(this, other).Tensor;
        public Tensor fmin(Tensor other) => Aten.fmin.Call(this, other).Tensor;
    }
}
