using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>Weights and geometry of a convolution.</summary>
public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;
    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    private protected Convolution(
        string name,
        long in_channels,
        long out_channels,
        long[] kernel_size,
        long[] stride,
        long[]? padding,
        Padding? padding_type,
        long[] dilation,
        long groups,
        bool bias,
        PaddingModes padding_mode,
        torch.Device? device,
        torch.ScalarType? dtype)
        : base(name)
    {
        (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
        (this.kernel_size, this.stride, this.dilation) = (kernel_size, stride, dilation);
        (this.padding, this.padding_type, this.padding_mode) = (padding, padding_type, padding_mode);
        weight = new Parameter(torch.empty([out_channels, in_channels / groups, .. kernel_size], dtype: dtype, device: device));
        this.bias = bias ? new Parameter(torch.empty([out_channels], dtype: dtype, device: device)) : null;
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = Own(_weight, value));
    }

    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = Own(_bias, value));
    }

    public void reset_parameters()
    {
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        (long fanIn, _) = torch.nn.init.CalculateFanInAndFanOut(weight);
        if (bias is not null && fanIn != 0)
        {
            double bound = 1 / Math.Sqrt(fanIn);
            torch.nn.init.uniform_(bias, -bound, bound);
        }
    }

    /// <summary>What is added on each side, last dimension first, as <c>pad</c> wants it.</summary>
    private protected long[] PaddingOfSides() =>
        [.. Enumerable.Range(0, kernel_size.Length).Reverse().SelectMany(SidesOf)];

    private long[] SidesOf(int dimension)
    {
        if (padding is not null)
        {
            return [padding[dimension], padding[dimension]];
        }

        if (padding_type != Padding.Same)
        {
            return [0, 0];
        }

        long total = dilation[dimension] * (kernel_size[dimension] - 1);
        return [total / 2, total - (total / 2)];
    }
}
