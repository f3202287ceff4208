using System.Diagnostics.CodeAnalysis;

namespace Rampart.Pipeline;

/// <summary>
/// The numerics that a work item declares, which are part of its execution key: <c>DEVICE-PRODUCTS</c>, as <c>cpu-float32</c> or <c>cuda:1-bfloat16</c>,
/// and <c>-nondeterministic</c> after it where kernels may be used that repeat themselves only approximately.
/// </summary>
/// <param name="Device">A <see cref="DeviceWord"/> that is not <c>auto</c>.</param>
/// <param name="Products"><c>float32</c>, <c>tf32</c> or <c>bfloat16</c>.</param>
/// <param name="IsDeterministic">Whether the same item gives the same bits again on the same device.</param>
public sealed record NumericsWord(string Device, string Products, bool IsDeterministic = true)
{
    /// <summary>Products of float32 numbers.</summary>
    public const string Float32 = "float32";

    /// <summary>Products of float32 numbers rounded to TF32 by a GPU.</summary>
    public const string Tf32 = "tf32";

    /// <summary>Products of bfloat16 numbers.</summary>
    public const string BFloat16 = "bfloat16";

    const string Free = "-nondeterministic";

    /// <summary>Whether it computes on a GPU.</summary>
    public bool IsCuda => DeviceWord.IsCuda(Device);

    /// <summary>The word of a precision that is not <c>auto</c>.</summary>
    public static string ProductsOf(Precision precision) => precision switch
    {
        Precision.Float32 => Float32,
        Precision.Tf32 => Tf32,
        Precision.BFloat16 or Precision.Bf16 => BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "It must be resolved first."),
    };

    /// <summary>Reads the word; false when nobody here would write it.</summary>
    public static bool TryParse(string word, [NotNullWhen(true)] out NumericsWord? numerics)
    {
        bool isFree = word.EndsWith(Free, StringComparison.Ordinal);
        string plain = isFree ? word[..^Free.Length] : word;
        int dash = plain.IndexOf('-', StringComparison.Ordinal);
        numerics = dash < 0 ? null : new NumericsWord(plain[..dash], plain[(dash + 1)..], !isFree);
        if (numerics is null || !DeviceWord.IsDevice(numerics.Device) || numerics.Products is not (Float32 or Tf32 or BFloat16)
            || (!numerics.IsCuda && (isFree || numerics.Products == Tf32)))
        {
            numerics = null;
        }
        return numerics is not null;
    }

    /// <summary>The word.</summary>
    public override string ToString() => $"{Device}-{Products}{(IsDeterministic ? "" : Free)}";
}
