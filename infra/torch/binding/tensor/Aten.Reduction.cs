namespace TorchSharp.Interop;

/// <summary>Sums, extrema, order and norms.</summary>
internal static partial class Aten
{
    internal static readonly Op sum = new("sum(self, dtype)");
    internal static readonly Op sum_dim_IntList = new("sum.dim_IntList(self, dim, keepdim, dtype)");
    internal static readonly Op mean = new("mean(self, dtype)");
    internal static readonly Op mean_dim = new("mean.dim(self, dim, keepdim, dtype)");
    internal static readonly Op prod = new("prod(self, dtype)");
    internal static readonly Op prod_dim_int = new("prod.dim_int(self, dim, keepdim, dtype)");
    internal static readonly Op std = new("std(self, unbiased)");
    internal static readonly Op std_dim = new("std.dim(self, dim, unbiased, keepdim)");
    internal static readonly Op var = new("var(self, unbiased)");
    internal static readonly Op var_dim = new("var.dim(self, dim, unbiased, keepdim)");
    internal static readonly Op std_mean = new("std_mean(self, unbiased)");
    internal static readonly Op std_mean_dim = new("std_mean.dim(self, dim, unbiased, keepdim)");
    internal static readonly Op var_mean = new("var_mean(self, unbiased)");
    internal static readonly Op var_mean_dim = new("var_mean.dim(self, dim, unbiased, keepdim)");
    internal static readonly Op amax = new("amax(self, dim, keepdim)");
    internal static readonly Op amin = new("amin(self, dim, keepdim)");
    internal static readonly Op aminmax = new("aminmax(self, dim, keepdim)");
    internal static readonly Op max = new("max(self)");
    internal static readonly Op max_dim = new("max.dim(self, dim, keepdim)");
    internal static readonly Op min = new("min(self)");
    internal static readonly Op min_dim = new("min.dim(self, dim, keepdim)");
    internal static readonly Op median = new("median(self)");
    internal static readonly Op argmax = new("argmax(self, dim, keepdim)");
    internal static readonly Op argmin = new("argmin(self, dim, keepdim)");
    internal static readonly Op argsort = new("argsort(self, dim, descending)");
    internal static readonly Op sort_stable = new("sort.stable(self, stable, dim, descending)");
    internal static readonly Op topk = new("topk(self, k, dim, largest, sorted)");
    internal static readonly Op kthvalue = new("kthvalue(self, k, dim, keepdim)");
    internal static readonly Op quantile = new("quantile(self, q, dim, keepdim)");
    internal static readonly Op cumsum = new("cumsum(self, dim, dtype)");
    internal static readonly Op cumprod = new("cumprod(self, dim, dtype)");
    internal static readonly Op cummax = new("cummax(self, dim)");
    internal static readonly Op cummin = new("cummin(self, dim)");
    internal static readonly Op logsumexp = new("logsumexp(self, dim, keepdim)");
    internal static readonly Op logcumsumexp = new("logcumsumexp(self, dim)");
    internal static readonly Op norm_Scalar = new("norm.Scalar(self, p)");
    internal static readonly Op norm_ScalarOpt_dim = new("norm.ScalarOpt_dim(self, p, dim, keepdim)");
    internal static readonly Op renorm = new("renorm(self, p, dim, maxnorm)");
    internal static readonly Op dist = new("dist(self, other, p)");
    internal static readonly Op all = new("all(self)");
    internal static readonly Op all_dim = new("all.dim(self, dim, keepdim)");
    internal static readonly Op any = new("any(self)");
    internal static readonly Op any_dim = new("any.dim(self, dim, keepdim)");
    internal static readonly Op count_nonzero_dim_IntList = new("count_nonzero.dim_IntList(self, dim)");
    internal static readonly Op nonzero = new("nonzero(self)");
    internal static readonly Op nansum = new("nansum(self)");
    internal static readonly Op nanmean = new("nanmean(self, dim, keepdim, dtype)");
    internal static readonly Op bincount = new("bincount(self, weights, minlength)");
    internal static readonly Op histc = new("histc(self, bins, min, max)");
    internal static readonly Op _unique2 = new("_unique2(self, sorted, return_inverse, return_counts)");
    internal static readonly Op unique_dim = new("unique_dim(self, dim, sorted, return_inverse, return_counts)");
    internal static readonly Op softmax_int = new("softmax.int(self, dim, dtype)");
    internal static readonly Op log_softmax_int = new("log_softmax.int(self, dim, dtype)");
}
