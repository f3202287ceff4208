using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Functions of each element.</summary>
    public partial class Tensor
    {
        public Tensor abs() => Aten.abs.Call(this).Tensor;
        public Tensor abs_() => InPlace(Aten.abs_.Call(this));
        public Tensor ceil() => Aten.ceil.Call(this).Tensor;
        public Tensor ceil_() => InPlace(Aten.ceil_.Call(this));
        public Tensor cos() => Aten.cos.Call(this).Tensor;
        public Tensor cos_() => InPlace(Aten.cos_.Call(this));
        public Tensor cosh() => Aten.cosh.Call(this).Tensor;
        public Tensor cosh_() => InPlace(Aten.cosh_.Call(this));
        public Tensor digamma() => Aten.digamma.Call(this).Tensor;
        public Tensor digamma_() => InPlace(Aten.digamma_.Call(this));
        public Tensor erf() => Aten.erf.Call(this).Tensor;
        public Tensor erf_() => InPlace(Aten.erf_.Call(this));
        public Tensor erfc() => Aten.erfc.Call(this).Tensor;
        public Tensor erfc_() => InPlace(Aten.erfc_.Call(this));
        public Tensor erfinv() => Aten.erfinv.Call(this).Tensor;
        public Tensor erfinv_() => InPlace(Aten.erfinv_.Call(this));
        public Tensor exp() => Aten.exp.Call(this).Tensor;
        public Tensor exp_() => InPlace(Aten.exp_.Call(this));
        public Tensor exp2() => Aten.exp2.Call(this).Tensor;
        public Tensor exp2_() => InPlace(Aten.exp2_.Call(this));
        public Tensor expm1() => Aten.expm1.Call(this).Tensor;
        public Tensor expm1_() => InPlace(Aten.expm1_.Call(this));
        public Tensor floor() => Aten.floor.Call(this).Tensor;
        public Tensor floor_() => InPlace(Aten.floor_.Call(this));
        public Tensor frac() => Aten.frac.Call(this).Tensor;
        public Tensor frac_() => InPlace(Aten.frac_.Call(this));
        public Tensor lgamma() => Aten.lgamma.Call(this).Tensor;
        public Tensor lgamma_() => InPlace(Aten.lgamma_.Call(this));
        public Tensor log() => Aten.log.Call(this).Tensor;
        public Tensor log_() => InPlace(Aten.log_.Call(this));
        public Tensor log10() => Aten.log10.Call(this).Tensor;
        public Tensor log10_() => InPlace(Aten.log10_.Call(this));
        public Tensor log1p() => Aten.log1p.Call(this).Tensor;
        public Tensor log1p_() => InPlace(Aten.log1p_.Call(this));
        public Tensor log2() => Aten.log2.Call(this).Tensor;
        public Tensor log2_() => InPlace(Aten.log2_.Call(this));
        public Tensor neg() => Aten.neg.Call(this).Tensor;
        public Tensor neg_() => InPlace(Aten.neg_.Call(this));
        public Tensor reciprocal() => Aten.reciprocal.Call(this).Tensor;
        public Tensor reciprocal_() => InPlace(Aten.reciprocal_.Call(this));
        public Tensor relu() => Aten.relu.Call(this).Tensor;
        public Tensor relu_() => InPlace(Aten.relu_.Call(this));
        public Tensor rsqrt() => Aten.rsqrt.Call(this).Tensor;
        public Tensor rsqrt_() => InPlace(Aten.rsqrt_.Call(this));
        public Tensor sigmoid() => Aten.sigmoid.Call(this).Tensor;
        public Tensor sigmoid_() => InPlace(Aten.sigmoid_.Call(this));
        public Tensor sign() => Aten.sign.Call(this).Tensor;
        public Tensor sign_() => InPlace(Aten.sign_.Call(this));
        public Tensor sin() => Aten.sin.Call(this).Tensor;
        public Tensor sin_() => InPlace(Aten.sin_.Call(this));
        public Tensor sinh() => Aten.sinh.Call(this).Tensor;
        public Tensor sinh_() => InPlace(Aten.sinh_.Call(this));
        public Tensor sqrt() => Aten.sqrt.Call(this).Tensor;
        public Tensor sqrt_() => InPlace(Aten.sqrt_.Call(this));
        public Tensor tan() => Aten.tan.Call(this).Tensor;
        public Tensor tan_() => InPlace(Aten.tan_.Call(this));
        public Tensor tanh() => Aten.tanh.Call(this).Tensor;
        public Tensor tanh_() => InPlace(Aten.tanh_.Call(this));
        public Tensor trunc() => Aten.trunc.Call(this).Tensor;
        public Tensor trunc_() => InPlace(Aten.trunc_.Call(this));
        public Tensor acos() => Aten.acos.Call(this).Tensor;
        public Tensor acos_() => InPlace(Aten.acos_.Call(this));
        public Tensor asin() => Aten.asin.Call(this).Tensor;
        public Tensor asin_() => InPlace(Aten.asin_.Call(this));
        public Tensor atan() => Aten.atan.Call(this).Tensor;
        public Tensor atan_() => InPlace(Aten.atan_.Call(this));
        public Tensor asinh() => Aten.asinh.Call(this).Tensor;
        public Tensor asinh_() => InPlace(Aten.asinh_.Call(this));
        public Tensor acosh() => Aten.acosh.Call(this).Tensor;
        public Tensor acosh_() => InPlace(Aten.acosh_.Call(this));
        public Tensor atanh() => Aten.atanh.Call(this).Tensor;
        public Tensor atanh_() => InPlace(Aten.atanh_.Call(this));
        public Tensor silu() => Aten.silu.Call(this).Tensor;
        public Tensor silu_() => InPlace(Aten.silu_.Call(this));
        public Tensor logical_not() => Aten.logical_not.Call(this).Tensor;
        public Tensor logical_not_() => InPlace(Aten.logical_not_.Call(this));
        public Tensor bitwise_not() => Aten.bitwise_not.Call(this).Tensor;
        public Tensor bitwise_not_() => InPlace(Aten.bitwise_not_.Call(this));
        public Tensor relu6() => Aten.relu6.Call(this).Tensor;
        public Tensor relu6_() => InPlace(Aten.relu6_.Call(this));
        public Tensor hardsigmoid() => Aten.hardsigmoid.Call(this).Tensor;
        public Tensor hardsigmoid_() => InPlace(Aten.hardsigmoid_.Call(this));
        public Tensor hardswish() => Aten.hardswish.Call(this).Tensor;
        public Tensor hardswish_() => InPlace(Aten.hardswish_.Call(this));
        public Tensor selu() => Aten.selu.Call(this).Tensor;
        public Tensor selu_() => InPlace(Aten.selu_.Call(this));
        public Tensor sgn() => Aten.sgn.Call(this).Tensor;
        public Tensor sgn_() => InPlace(Aten.sgn_.Call(this));
        public Tensor sinc() => Aten.sinc.Call(this).Tensor;
        public Tensor sinc_() => InPlace(Aten.sinc_.Call(this));

        public Tensor isnan() => Aten.isnan.Call(this).Tensor;
        public Tensor isinf() => Aten.isinf.Call(this).Tensor;
        public Tensor isfinite() => Aten.isfinite.Call(this).Tensor;
        public Tensor isposinf() => Aten.isposinf.Call(this).Tensor;
        public Tensor isneginf() => Aten.isneginf.Call(this).Tensor;
        public Tensor signbit() => Aten.signbit.Call(this).Tensor;
        public Tensor angle() => Aten.angle.Call(this).Tensor;
        public Tensor isreal() => Aten.isreal.Call(this).Tensor;
        public Tensor positive() => Aten.positive.Call(this).Tensor;
        public Tensor ravel() => Aten.ravel.Call(this).Tensor;
        public Tensor trace() => Aten.trace.Call(this).Tensor;

        public Tensor absolute() => abs();
        public Tensor absolute_() => abs_();
        public Tensor negative() => neg();
        public Tensor fix() => trunc();
        public Tensor fix_() => trunc_();
        public Tensor arccos() => acos();
        public Tensor arccos_() => acos_();
        public Tensor arcsin() => asin();
        public Tensor arcsin_() => asin_();
        public Tensor arctan_() => atan_();
        public Tensor arcsinh() => asinh();
        public Tensor arcsinh_() => asinh_();
        public Tensor arccosh() => acosh();
        public Tensor arccosh_() => acosh_();
        public Tensor arctanh() => atanh();
        public Tensor arctanh_() => atanh_();
        public Tensor square() => pow(2);

        /// <summary>
        /// An in-place operator returns its first argument; as in TorchSharp we return this handle instead of a second one, and
        /// so create nothing that must be disposed.
        /// </summary>
        private Tensor InPlace(scoped Result result)
        {
            result.Discard();
            return this;
        }
    }
}
