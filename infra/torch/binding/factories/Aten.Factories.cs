namespace TorchSharp.Interop;

/// <summary>New tensors.</summary>
internal static partial class Aten
{
    internal static readonly Op empty_memory_format = new("empty.memory_format(size, dtype, layout, device)");
    internal static readonly Op empty_strided = new("empty_strided(size, stride, dtype, layout, device)");
    internal static readonly Op zeros = new("zeros(size, dtype, layout, device)");
    internal static readonly Op ones = new("ones(size, dtype, layout, device)");
    internal static readonly Op full = new("full(size, fill_value, dtype, layout, device)");
    internal static readonly Op rand = new("rand(size, dtype, layout, device)");
    internal static readonly Op rand_generator = new("rand.generator(size, generator, dtype, layout, device)");
    internal static readonly Op randn = new("randn(size, dtype, layout, device)");
    internal static readonly Op randn_generator = new("randn.generator(size, generator, dtype, layout, device)");
    internal static readonly Op randint_low = new("randint.low(low, high, size, dtype, layout, device)");
    internal static readonly Op randint_low_generator = new("randint.low_generator(low, high, size, generator, dtype, layout, device)");
    internal static readonly Op randperm = new("randperm(n, dtype, layout, device)");
    internal static readonly Op randperm_generator = new("randperm.generator(n, generator, dtype, layout, device)");
    internal static readonly Op arange_start_step = new("arange.start_step(start, end, step, dtype, layout, device)");
    internal static readonly Op eye_m = new("eye.m(n, m, dtype, layout, device)");
    internal static readonly Op linspace = new("linspace(start, end, steps, dtype, layout, device)");
    internal static readonly Op logspace = new("logspace(start, end, steps, base, dtype, layout, device)");
    internal static readonly Op tril_indices = new("tril_indices(row, col, offset, dtype, layout, device)");
    internal static readonly Op triu_indices = new("triu_indices(row, col, offset, dtype, layout, device)");
    internal static readonly Op empty_like = new("empty_like(self, dtype, layout, device)");
    internal static readonly Op zeros_like = new("zeros_like(self, dtype, layout, device)");
    internal static readonly Op ones_like = new("ones_like(self, dtype, layout, device)");
    internal static readonly Op full_like = new("full_like(self, fill_value, dtype, layout, device)");
    internal static readonly Op rand_like = new("rand_like(self, dtype, layout, device)");
    internal static readonly Op randn_like = new("randn_like(self, dtype, layout, device)");
    internal static readonly Op randint_like_low_dtype = new("randint_like.low_dtype(self, low, high, dtype, layout, device)");
    internal static readonly Op _local_scalar_dense = new("_local_scalar_dense(self)");
}
