using System.Buffers.Binary;

namespace Rampart.Safetensors;

/// <summary>The checked header of a file: every tensor's name, type, shape and place, and the metadata, without any data.</summary>
public sealed class SafetensorsHeader
{
    /// <summary>The longest header that the format allows, in bytes.</summary>
    public const int MaxHeaderLength = 100_000_000;

    private readonly Dictionary<string, SafetensorsEntry> _byName;

    internal SafetensorsHeader(
        long dataStart, IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        DataStart = dataStart;
        Entries = entries;
        Metadata = metadata;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the data part begins: bytes from the start of the file.</summary>
    public long DataStart { get; }

    /// <summary>All tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The file's <c>__metadata__</c>; empty if it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads and checks the header of the file that starts at the stream's position and ends at its end.</summary>
    /// <param name="stream">A stream that can seek; left at the first byte of the data part.</param>
    /// <param name="source">How errors name the file.</param>
    /// <exception cref="SafetensorsException">The header breaks a rule of the format.</exception>
    public static SafetensorsHeader Read(Stream stream, string source = "safetensors")
    {
        long length = stream.Length - stream.Position;
        if (length < 8)
        {
            throw new SafetensorsException(
                $"{source}: the file has {length} bytes, but its first 8 bytes must hold the header's length; fetch the file again");
        }

        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > MaxHeaderLength)
        {
            throw new SafetensorsException(
                $"{source}: bytes 0-7 give a header of {headerLength} bytes, over the format's limit of {MaxHeaderLength}; "
                + "this is not a safetensors file");
        }

        if ((long)headerLength > length - 8)
        {
            throw new SafetensorsException(
                $"{source}: bytes 0-7 give a header of {headerLength} bytes, but only {length - 8} follow; fetch the file again");
        }

        var json = new byte[headerLength];
        stream.ReadExactly(json);
        return HeaderParser.Parse(json, length - 8 - json.Length, source);
    }
}
