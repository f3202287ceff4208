namespace TorchSharp.Interop;

/// <summary>Products of matrices.</summary>
internal static partial class Aten
{
    internal static readonly Op matmul = new("matmul(self, other)");
    internal static readonly Op mm = new("mm(self, mat2)");
    internal static readonly Op mv = new("mv(self, vec)");
    internal static readonly Op bmm = new("bmm(self, mat2)");
    internal static readonly Op dot = new("dot(self, tensor)");
    internal static readonly Op vdot = new("vdot(self, other)");
    internal static readonly Op outer = new("outer(self, vec2)");
    internal static readonly Op inner = new("inner(self, other)");
    internal static readonly Op kron = new("kron(self, other)");
    internal static readonly Op addmm = new("addmm(self, mat1, mat2, beta, alpha)");
    internal static readonly Op addmm_ = new("addmm_(self, mat1, mat2, beta, alpha)");
    internal static readonly Op addmv = new("addmv(self, mat, vec, beta, alpha)");
    internal static readonly Op addbmm = new("addbmm(self, batch1, batch2, beta, alpha)");
    internal static readonly Op baddbmm = new("baddbmm(self, batch1, batch2, beta, alpha)");
    internal static readonly Op addr = new("addr(self, vec1, vec2, beta, alpha)");
    internal static readonly Op einsum = new("einsum(equation, tensors)");
    internal static readonly Op tensordot = new("tensordot(self, other, dims_self, dims_other)");
    internal static readonly Op cdist = new("cdist(x1, x2, p, compute_mode)");
    internal static readonly Op det = new("det(self)");
    internal static readonly Op matrix_exp = new("matrix_exp(self)");
    internal static readonly Op matrix_power = new("matrix_power(self, n)");
    internal static readonly Op linalg_norm = new("linalg_norm(self, ord, dim, keepdim)");
    internal static readonly Op linalg_vector_norm = new("linalg_vector_norm(self, ord, dim, keepdim)");
    internal static readonly Op linalg_inv = new("linalg_inv(A)");
    internal static readonly Op linalg_qr = new("linalg_qr(A, mode)");
    internal static readonly Op linalg_svd = new("linalg_svd(A, full_matrices)");
    internal static readonly Op linalg_eigh = new("linalg_eigh(self, UPLO)");
    internal static readonly Op linalg_cholesky = new("linalg_cholesky(self, upper)");
    internal static readonly Op linalg_solve = new("linalg_solve(A, B, left)");
    internal static readonly Op linalg_matrix_norm = new("linalg_matrix_norm(self, ord, dim, keepdim)");
}
