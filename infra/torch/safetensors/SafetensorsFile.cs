using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rampart.Safetensors;

/// <summary>Reads and writes whole safetensors files. What is read belongs to the caller's dispose scope.</summary>
public static class SafetensorsFile
{
    private static long _temporaryFiles;

    /// <summary>Opens a file to load single tensors from it.</summary>
    /// <exception cref="SafetensorsException">The header breaks a rule of the format.</exception>
    public static SafetensorsReader Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            return new SafetensorsReader(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Loads all tensors of a file.</summary>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using SafetensorsReader reader = Open(path);
        return reader.LoadAll();
    }

    /// <summary>Loads all tensors from a stream that ends with the file; one that cannot seek is first buffered in memory.</summary>
    public static Dictionary<string, Tensor> Read(Stream stream, string source = "safetensors") => Read(stream, out _, source);

    /// <summary>Loads all tensors and the metadata from a stream that ends with the file.</summary>
    public static Dictionary<string, Tensor> Read(
        Stream stream, out IReadOnlyDictionary<string, string> metadata, string source = "safetensors")
    {
        using SafetensorsReader reader = stream.CanSeek ? new(stream, source, leaveOpen: true) : new(Buffered(stream), source);
        metadata = reader.Header.Metadata;
        return reader.LoadAll();
    }

    /// <summary>Loads all tensors from memory.</summary>
    public static Dictionary<string, Tensor> Read(ReadOnlyMemory<byte> file, string source = "safetensors") =>
        Read(file, out _, source);

    /// <summary>Loads all tensors and the metadata from memory.</summary>
    public static Dictionary<string, Tensor> Read(
        ReadOnlyMemory<byte> file, out IReadOnlyDictionary<string, string> metadata, string source = "safetensors")
    {
        using MemoryStream stream = MemoryMarshal.TryGetArray(file, out ArraySegment<byte> bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(file.ToArray(), writable: false);
        return Read(stream, out metadata, source);
    }

    /// <summary>Writes tensors of any device and strides; equal tensors and metadata give equal bytes.</summary>
    /// <param name="stream">Written from its position on; need not seek.</param>
    /// <param name="tensors">Name to tensor; the order of the dictionary does not matter.</param>
    /// <param name="metadata">Null writes <c>{"format":"pt"}</c>, which other readers look for.</param>
    /// <exception cref="ArgumentException">A tensor's type or name has no place in the format.</exception>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var layout = new FileLayout(tensors, metadata);
        stream.Write(layout.Prefix);
        foreach ((Tensor tensor, long length) in layout.Tensors)
        {
            TensorBytes.Copy(tensor, length, stream);
        }
    }

    /// <summary>Writes a file whole or not at all: a temporary file in the same folder is flushed to disk and then renamed.</summary>
    public static void Write(
        string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // Two threads or processes that write one path must not share a temporary file.
        string temporary = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _temporaryFiles)}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                Write(stream, tensors, metadata);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static MemoryStream Buffered(Stream stream)
    {
        var memory = new MemoryStream();
        stream.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }
}
