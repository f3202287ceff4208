using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op Linear1d = new("upsample_linear1d.vec(input, output_size, align_corners, scale_factors)");
            private static readonly Op Bilinear2d = new("upsample_bilinear2d.vec(input, output_size, align_corners, scale_factors)");
            private static readonly Op Bicubic2d = new("upsample_bicubic2d.vec(input, output_size, align_corners, scale_factors)");
            private static readonly Op Trilinear3d = new("upsample_trilinear3d.vec(input, output_size, align_corners, scale_factors)");
            private static readonly Op SmoothBilinear2d =
                new("_upsample_bilinear2d_aa.vec(input, output_size, align_corners, scale_factors)");

            private static readonly Op SmoothBicubic2d =
                new("_upsample_bicubic2d_aa.vec(input, output_size, align_corners, scale_factors)");

            private static readonly Op Nearest1d = new("upsample_nearest1d.vec(input, output_size, scale_factors)");
            private static readonly Op Nearest2d = new("upsample_nearest2d.vec(input, output_size, scale_factors)");
            private static readonly Op Nearest3d = new("upsample_nearest3d.vec(input, output_size, scale_factors)");
            private static readonly Op NearestExact2d = new("_upsample_nearest_exact2d.vec(input, output_size, scale_factors)");
            private static readonly Op Area2d = new("adaptive_avg_pool2d(self, output_size)");
            private static readonly Op GridOp = new("grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners)");

            /// <summary>Resizes the dimensions after [N, C], to a size or by a factor.</summary>
            public static Tensor interpolate(
                Tensor x,
                long[]? size = null,
                double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null,
                bool recompute_scale_factor = false,
                bool antialias = false)
            {
                if ((size is null) == (scale_factor is null))
                {
                    throw new ArgumentException("give either size or scale_factor");
                }

                long[] spatial = x.shape[2..];
                if (scale_factor is [double only] && spatial.Length > 1)
                {
                    scale_factor = [.. Enumerable.Repeat(only, spatial.Length)];
                }

                if (recompute_scale_factor || (size is null && mode == InterpolationMode.Area))
                {
                    size ??= [.. spatial.Zip(scale_factor!, (length, factor) => (long)Math.Floor(length * factor))];
                    scale_factor = null;
                }

                return Resize(x, size, scale_factor, mode, align_corners ?? false, antialias, spatial.Length);
            }

            /// <summary>Samples at the positions of a grid in [-1, 1].</summary>
            public static Tensor grid_sample(
                Tensor input,
                Tensor grid,
                GridSampleMode mode = GridSampleMode.Bilinear,
                GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros,
                bool? align_corners = null)
            {
                // libtorch's numbers: bilinear 0, nearest 1; zeros 0, border 1, reflection 2.
                long interpolation = mode == GridSampleMode.Bilinear ? 0 : 1;
                long outside = padding_mode switch
                {
                    GridSamplePaddingMode.Border => 1,
                    GridSamplePaddingMode.Reflection => 2,
                    _ => 0,
                };
                return GridOp.Call(input, grid, interpolation, outside, align_corners ?? false).Tensor;
            }

            private static Tensor Resize(
                Tensor x, long[]? size, double[]? factors, InterpolationMode mode, bool alignCorners, bool antialias, int dimensions)
            {
                switch (mode, dimensions)
                {
                    case (InterpolationMode.Nearest, 1):
                        return Nearest1d.Call(x, size, factors).Tensor;
                    case (InterpolationMode.Nearest, 2):
                        return Nearest2d.Call(x, size, factors).Tensor;
                    case (InterpolationMode.Nearest, 3):
                        return Nearest3d.Call(x, size, factors).Tensor;
                    case (InterpolationMode.NearestExact, 2):
                        return NearestExact2d.Call(x, size, factors).Tensor;
                    case (InterpolationMode.Area, 2):
                        return Area2d.Call(x, size).Tensor;
                    case (InterpolationMode.Linear, 1):
                        return Linear1d.Call(x, size, alignCorners, factors).Tensor;
                    case (InterpolationMode.Bilinear, 2):
                        return (antialias ? SmoothBilinear2d : Bilinear2d).Call(x, size, alignCorners, factors).Tensor;
                    case (InterpolationMode.Bicubic, 2):
                        return (antialias ? SmoothBicubic2d : Bicubic2d).Call(x, size, alignCorners, factors).Tensor;
                    case (InterpolationMode.Trilinear, 3):
                        return Trilinear3d.Call(x, size, alignCorners, factors).Tensor;
                    default:
                        throw new NotSupportedException($"interpolate: {mode} over {dimensions} dimensions");
                }
            }
        }
    }
}
