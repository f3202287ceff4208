using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Products of matrices and vectors.</summary>
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.matmul.Call(this, target).Tensor;
        public Tensor mm(Tensor target) => Aten.mm.Call(this, target).Tensor;
        public Tensor mv(Tensor target) => Aten.mv.Call(this, target).Tensor;
        public Tensor bmm(Tensor batch2) => Aten.bmm.Call(this, batch2).Tensor;
        public Tensor dot(Tensor target) => Aten.dot.Call(this, target).Tensor;
        public Tensor vdot(Tensor target) => Aten.vdot.Call(this, target).Tensor;
        public Tensor outer(Tensor vec2) => Aten.outer.Call(this, vec2).Tensor;
        public Tensor ger(Tensor vec2) => outer(vec2);
        public Tensor inner(Tensor vec2) => Aten.inner.Call(this, vec2).Tensor;
        public Tensor kron(Tensor other) => Aten.kron.Call(this, other).Tensor;

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Aten.addmm.Call(this, mat1, mat2, (Scalar)beta, (Scalar)alpha).Tensor;

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            InPlace(Aten.addmm_.Call(this, mat1, mat2, (Scalar)beta, (Scalar)alpha));

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) =>
            Aten.addmv.Call(this, mat, vec, (Scalar)beta, (Scalar)alpha).Tensor;

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.addbmm.Call(this, batch1, batch2, (Scalar)beta, (Scalar)alpha).Tensor;

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.baddbmm.Call(this, batch1, batch2, (Scalar)beta, (Scalar)alpha).Tensor;

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) =>
            Aten.addr.Call(this, vec1, vec2, (Scalar)beta, (Scalar)alpha).Tensor;

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.Call(this, b, dims1, dims2).Tensor;
        public Tensor det() => Aten.det.Call(this).Tensor;
        public Tensor matrix_exp() => Aten.matrix_exp.Call(this).Tensor;
        public Tensor matrix_power(int n) => Aten.matrix_power.Call(this, n).Tensor;
        public Tensor inverse() => Aten.linalg_inv.Call(this).Tensor;
    }
}
