using static TorchSharp.torch;

namespace Rampart.Safetensors;

/// <summary>An open file whose tensors are loaded one by one, on demand. Not safe for concurrent use.</summary>
public sealed class SafetensorsReader : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly string _source;
    private readonly long _start;

    /// <summary>Reads and checks the header; the file goes from the stream's position to its end.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">How errors name the file.</param>
    /// <param name="leaveOpen">Whether the stream outlives this reader.</param>
    /// <exception cref="SafetensorsException">The header breaks a rule of the format.</exception>
    public SafetensorsReader(Stream stream, string source = "safetensors", bool leaveOpen = false)
    {
        (_stream, _source, _leaveOpen, _start) = (stream, source, leaveOpen, stream.Position);
        Header = SafetensorsHeader.Read(stream, source);
    }

    /// <summary>What the file holds.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Loads one tensor to the CPU; it belongs to the caller's dispose scope.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of that name.</exception>
    /// <exception cref="SafetensorsException">torch has no such element type, or the file ends early.</exception>
    public Tensor Load(string name)
    {
        SafetensorsEntry entry = Header.Find(name)
            ?? throw new KeyNotFoundException($"{_source}: there is no tensor '{name}'; it has {Header.Entries.Count} others");
        ScalarType dtype = ElementType.Find(entry.Dtype)!.Torch
            ?? throw new SafetensorsException(
                $"{_source}: tensor '{HeaderParser.Shown(name)}' is {entry.Dtype}, which torch here cannot hold; convert it first");
        Tensor tensor = empty([.. entry.Shape], dtype: dtype);
        try
        {
            _stream.Position = _start + Header.DataStart + entry.Begin;
            TensorBytes.Fill(tensor, entry.Length, _stream);
            return tensor;
        }
        catch (EndOfStreamException error)
        {
            tensor.Dispose();
            throw new SafetensorsException(
                $"{_source}: the file ended inside tensor '{HeaderParser.Shown(name)}'; it was cut while being read", error);
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Loads every tensor, in the order of the file.</summary>
    public Dictionary<string, Tensor> LoadAll()
    {
        var tensors = new Dictionary<string, Tensor>(Header.Entries.Count, StringComparer.Ordinal);
        try
        {
            foreach (SafetensorsEntry entry in Header.Entries)
            {
                tensors.Add(entry.Name, Load(entry.Name));
            }

            return tensors;
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }
}
