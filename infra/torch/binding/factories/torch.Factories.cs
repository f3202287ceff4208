using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool whole = is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type);
        ScalarType kind = dtype ?? (whole ? ScalarType.Int64 : get_default_dtype());
        return Made(Aten.arange_start_step.Call(start, stop, step, kind, default, InitializeDevice(device)), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Aten.eye_m.Call(rows, columns < 0 ? rows : columns, Kind(dtype), default, InitializeDevice(device)), requires_grad, names);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.linspace.Call((Scalar)start, (Scalar)end, steps, Kind(dtype), default, InitializeDevice(device)), requires_grad);

    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.logspace.Call((Scalar)start, (Scalar)end, steps, @base, Kind(dtype), default, InitializeDevice(device)), requires_grad);

    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Aten.empty_strided.Call(size, strides, Kind(dtype), default, InitializeDevice(device)), requires_grad, names);

    public static Tensor tril_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Made(Aten.tril_indices.Call(row, col, offset, dtype, default, InitializeDevice(device)), false);

    public static Tensor triu_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Made(Aten.triu_indices.Call(row, col, offset, dtype, default, InitializeDevice(device)), false);

    private static Tensor Made(scoped Result result, bool requires_grad, string[]? names = null)
    {
        Tensor made = result.Tensor;
        RefuseNames(names);
        if (requires_grad) made.requires_grad = true;
        return made;
    }

    private static ScalarType Kind(ScalarType? dtype) => dtype ?? get_default_dtype();

    /// <summary>Without a kind, a fraction gives the default kind, a whole number Int64, a truth value Bool.</summary>
    private static ScalarType FillKind(Scalar value, ScalarType? dtype) =>
        dtype ?? (is_integral(value.Type) ? value.Type : get_default_dtype());

    private static void RefuseNames(string[]? names)
    {
        if (names is { Length: > 0 }) throw new NotSupportedException("This binding has no named dimensions.");
    }
}
