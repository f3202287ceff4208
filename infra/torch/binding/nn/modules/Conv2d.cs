using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A two-dimensional convolution over [batch,] channels, height, width.</summary>
        public sealed class Conv2d : Convolution
        {
            internal Conv2d(
                long in_channels,
                long out_channels,
                (long, long) kernel_size,
                (long, long) stride,
                (long, long)? padding,
                Padding? padding_type,
                (long, long) dilation,
                long groups,
                bool bias,
                PaddingModes padding_mode,
                torch.Device? device,
                torch.ScalarType? dtype)
                : base(
                    nameof(Conv2d),
                    in_channels,
                    out_channels,
                    [kernel_size.Item1, kernel_size.Item2],
                    [stride.Item1, stride.Item2],
                    padding is { } p ? [p.Item1, p.Item2] : null,
                    padding_type,
                    [dilation.Item1, dilation.Item2],
                    groups,
                    bias,
                    padding_mode,
                    device,
                    dtype)
            {
            }

            public override torch.Tensor forward(torch.Tensor input)
            {
                if (padding_mode == PaddingModes.Zeros && padding is not null)
                {
                    return torch.nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
                }

                // "Zeros" is a padding of the convolution, "Constant" its name in pad().
                PaddingModes mode = padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : padding_mode;
                using torch.Tensor padded = torch.nn.functional.pad(input, PaddingOfSides(), mode);
                return torch.nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                long stride = 1,
                long padding = 0,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels,
                    out_channels,
                    (kernel_size, kernel_size),
                    (stride, stride),
                    (padding, padding),
                    null,
                    (dilation, dilation),
                    groups,
                    bias,
                    padding_mode,
                    device,
                    dtype);

            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels,
                    out_channels,
                    kernel_size,
                    stride ?? (1, 1),
                    padding ?? (0, 0),
                    null,
                    dilation ?? (1, 1),
                    groups,
                    bias,
                    padding_mode,
                    device,
                    dtype);

            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                Padding padding,
                long stride = 1,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(
                    in_channels,
                    out_channels,
                    (kernel_size, kernel_size),
                    (stride, stride),
                    null,
                    padding,
                    (dilation, dilation),
                    groups,
                    bias,
                    padding_mode,
                    device,
                    dtype);
        }
    }
}
