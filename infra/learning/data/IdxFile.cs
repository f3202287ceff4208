using System.Buffers.Binary;

namespace Rampart.Learning.Data;

/// <summary>
/// An array in the idx format of the MNIST family: two zero bytes, the element type, the rank, one big-endian 32-bit size per
/// dimension, then the elements row by row. Plain or gzip-compressed.
/// </summary>
public sealed class IdxFile
{
    /// <summary>The most bytes that a file may unpack to unless the caller says otherwise: 1 GiB.</summary>
    public const long DefaultLimit = 1L << 30;

    private const int MaxRank = 8;

    private IdxFile(IdxElement element, int[] sizes, ReadOnlyMemory<byte> data) => (Element, Sizes, Data) = (element, sizes, data);

    /// <summary>The type of the elements.</summary>
    public IdxElement Element { get; }

    /// <summary>The size of every dimension; the first one counts the samples.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The elements, big-endian, row by row.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Reads a file and checks that its header and its length agree.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">How errors name it.</param>
    /// <param name="limit">The most bytes it may unpack to.</param>
    /// <exception cref="DataException">The file is damaged, cut short, too large or no idx file; the message names the byte.</exception>
    public static IdxFile Read(ReadOnlyMemory<byte> bytes, string file, long limit = DefaultLimit)
    {
        ReadOnlyMemory<byte> content = GzipBytes.Unpack(bytes, file, limit);
        ReadOnlySpan<byte> head = content.Span;
        string unit = content.Length == bytes.Length ? "byte" : "unpacked byte";
        if (head.Length < 4)
        {
            throw Broken(file, unit, head.Length, "the file ends inside the 4 bytes that name type and rank");
        }

        if (head[0] != 0 || head[1] != 0)
        {
            throw new DataException(
                $"an idx file begins with two zero bytes, this one with 0x{head[0]:X2} 0x{head[1]:X2}",
                $"{file} ({unit} {(head[0] != 0 ? 0 : 1)})",
                "name an idx file such as train-images-idx3-ubyte, plain or gzip-compressed");
        }

        var element = (IdxElement)head[2];
        int width = Width(element) ?? throw Broken(file, unit, 2, $"0x{head[2]:X2} is no element type (0x08, 0x09, 0x0B to 0x0E)");
        int rank = head[3];
        if (rank is 0 or > MaxRank)
        {
            throw Broken(file, unit, 3, $"the rank is {rank}, but 1 to {MaxRank} dimensions are possible");
        }

        int[] sizes = ReadSizes(head, rank, file, unit);
        int start = 4 + (4 * rank);
        long length = DataLength(sizes, width, limit, file, unit);
        if (head.Length - start != length)
        {
            throw Broken(
                file,
                unit,
                Math.Min(head.Length, start + length),
                $"the sizes {string.Join(" x ", sizes)} call for {length} bytes after the header, but {head.Length - start} follow");
        }

        return new IdxFile(element, sizes, content[start..]);
    }

    private static int[] ReadSizes(ReadOnlySpan<byte> head, int rank, string file, string unit)
    {
        var sizes = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            int at = 4 + (4 * i);
            if (head.Length < at + 4)
            {
                throw Broken(file, unit, head.Length, $"the file ends inside the size of dimension {i}");
            }

            uint size = BinaryPrimitives.ReadUInt32BigEndian(head[at..]);
            sizes[i] = size is > 0 and <= int.MaxValue
                ? (int)size
                : throw Broken(file, unit, at, $"the size of dimension {i} is {size}, but 1 to {int.MaxValue} are possible");
        }

        return sizes;
    }

    private static long DataLength(int[] sizes, int width, long limit, string file, string unit)
    {
        long length = width;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (length > limit / sizes[i])
            {
                throw Broken(file, unit, 4 + (4 * i), $"the sizes {string.Join(" x ", sizes)} call for more than the limit of {limit} bytes");
            }

            length *= sizes[i];
        }

        return length;
    }

    private static int? Width(IdxElement element) => element switch
    {
        IdxElement.UInt8 or IdxElement.Int8 => 1,
        IdxElement.Int16 => 2,
        IdxElement.Int32 or IdxElement.Float32 => 4,
        IdxElement.Float64 => 8,
        _ => null,
    };

    private static DataException Broken(string file, string unit, long at, string what) =>
        new(what, $"{file} ({unit} {at})", "fetch the file again");
}
