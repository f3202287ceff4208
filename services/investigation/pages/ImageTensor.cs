using System.Buffers.Binary;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Pages;

/// <summary>A tensor that holds images: bytes, numbers in [0,1], or perturbations around 0.</summary>
sealed class ImageTensor
{
    const int LargestSide = 512;
    const long MostBytes = 64 << 20;
    const double Whole = 255;

    // Weights may have the form of images too; these are the names under which stages write images and perturbations.
    static readonly string[] Names = [Shards.Pixels, CleanImages.Perturbations, "adversarial"];

    readonly float[] _values;

    ImageTensor(string name, IReadOnlyList<long> shape, float[] values, bool isImage)
    {
        (Name, _values) = (name, values);
        (Samples, Channels, Height, Width) = ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
        Largest = isImage ? 1 : values.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    public int Samples { get; }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>The largest absolute value.</summary>
    public double Largest { get; }

    /// <summary>The images in a file.</summary>
    public static IEnumerable<ImageTensor> In(TensorSet file) => file.Tensors.Where(IsImage).Select(Read);

    /// <summary>The images of this name, if there are any.</summary>
    public static ImageTensor? Find(TensorSet file, string name) => file.Find(name) is { } tensor && IsImage(tensor) ? Read(tensor) : null;

    /// <summary>Whether both have as many images of the same size.</summary>
    public bool HasFormOf(ImageTensor other) => Samples == other.Samples && HasSizeOf(other);

    /// <summary>Whether both have images of the same size.</summary>
    public bool HasSizeOf(ImageTensor other) => (Channels, Height, Width) == (other.Channels, other.Height, other.Width);

    /// <summary>These perturbations, on pixels in [0,1], added to some images.</summary>
    /// <param name="images">Images of the same size.</param>
    /// <param name="rows">The image of each perturbation.</param>
    public ImageTensor On(ImageTensor images, IReadOnlyList<int> rows) => new(
        Name, [Samples, Channels, Height, Width],
        [.. rows.SelectMany((row, sample) => images.Of(row).Zip(Of(sample)).Select(pixel => Math.Clamp(pixel.First + pixel.Second, 0, 1)))], isImage: true);

    /// <summary>The largest difference within one image.</summary>
    public double Distance(ImageTensor other, int sample)
    {
        double largest = 0;
        foreach ((float one, float two) in Of(sample).Zip(other.Of(sample)))
        {
            // What is not finite on one side only is as far away as can be.
            double distance = one.Equals(two) ? 0 : Math.Abs(one - two);
            largest = Math.Max(largest, double.IsFinite(distance) ? distance : Math.Max(Largest, other.Largest));
        }
        return largest;
    }

    /// <summary>One image as 8-bit pixels: values from 0 to the scale, or around mid-grey when there are negative ones.</summary>
    public byte[] Pixels(int sample, double scale)
    {
        bool isSigned = _values.AsSpan().IndexOfAnyInRange(float.NegativeInfinity, -float.Epsilon) >= 0;
        double unit = scale > 0 ? Whole / scale : 0;
        return [.. Of(sample).Select(value => (byte)Math.Clamp(float.IsNaN(value) ? 0 : isSigned ? Whole / 2 + (value * unit / 2) : value * unit, 0, Whole))];
    }

    ArraySegment<float> Of(int sample) => new(_values, sample * Channels * Height * Width, Channels * Height * Width);

    static bool IsImage(StoredTensor tensor) => Names.Contains(tensor.Entry.Name) && tensor.Entry is
    {
        Dtype: "U8" or "F32",
        Shape: [> 0 and < int.MaxValue, 1 or 3, > 1 and <= LargestSide, > 1 and <= LargestSide],
        Length: <= MostBytes,
    };

    static ImageTensor Read(StoredTensor tensor)
    {
        var values = new List<float>();
        foreach (ReadOnlyMemory<byte> block in tensor.Blocks())
        {
            ReadOnlySpan<byte> bytes = block.Span;
            for (int at = 0; at < bytes.Length; at += tensor.Entry.Dtype == "U8" ? 1 : sizeof(float))
            {
                values.Add(tensor.Entry.Dtype == "U8" ? (float)(bytes[at] / Whole) : BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]));
            }
        }
        return new ImageTensor(tensor.Entry.Name, tensor.Entry.Shape, [.. values], isImage: tensor.Entry.Dtype == "U8");
    }
}
