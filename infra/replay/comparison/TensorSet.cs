using System.Runtime.InteropServices;
using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>The tensors of one file, or of several that belong together.</summary>
public sealed class TensorSet : IDisposable
{
    readonly List<Stream> _files = [];
    readonly OrderedDictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);

    TensorSet()
    {
    }

    /// <summary>No tensors.</summary>
    public static TensorSet Empty => new();

    /// <summary>The tensors of a file in memory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">How errors name it.</param>
    /// <exception cref="SafetensorsException">It is no such file.</exception>
    public static TensorSet Of(ReadOnlyMemory<byte> file, string source)
    {
        // Artifacts are read into arrays; a copy would double the memory of a large model.
        ArraySegment<byte> array = MemoryMarshal.TryGetArray(file, out ArraySegment<byte> segment) ? segment : file.ToArray();
        return Of([new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)], _ => source);
    }

    /// <summary>The tensors of all files of a folder that end with <c>.safetensors</c>.</summary>
    /// <param name="paths">The files.</param>
    /// <exception cref="SafetensorsException">One of them is no such file, or two have a tensor of the same name.</exception>
    public static TensorSet Open(IReadOnlyList<string> paths) => Of(paths.Select(File.OpenRead), place => paths[place]);

    /// <summary>All of them, in the order of the files and of their data.</summary>
    public IEnumerable<StoredTensor> Tensors => _tensors.Values;

    /// <summary>The tensor of this name, or null.</summary>
    public StoredTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    static TensorSet Of(IEnumerable<Stream> files, Func<int, string> source)
    {
        var set = new TensorSet();
        try
        {
            foreach (Stream file in files)
            {
                string name = source(set._files.Count);
                set._files.Add(file);
                SafetensorsHeader header = SafetensorsHeader.Read(file, name);
                foreach (SafetensorsEntry entry in header.Entries)
                {
                    if (!set._tensors.TryAdd(entry.Name, new StoredTensor(file, header.DataStart + entry.Begin, entry)))
                    {
                        throw new SafetensorsException($"{name}: the tensor {entry.Name} is in another file of the folder too; keep one of them");
                    }
                }
            }
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }
}

/// <summary>A tensor in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where its data begins.</param>
/// <param name="Entry">What the file's header says of it.</param>
public sealed record StoredTensor(Stream File, long Start, SafetensorsEntry Entry)
{
    // A multiple of every element's size.
    const int Block = 1 << 20;

    /// <summary>Type and shape.</summary>
    public string Form => $"{Entry.Dtype} [{string.Join(", ", Entry.Shape)}]";

    /// <summary>Its data, a block at a time; each block is valid until the next.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Blocks()
    {
        byte[] buffer = new byte[Math.Min(Block, Entry.Length)];
        for (long at = 0; at < Entry.Length; at += buffer.Length)
        {
            int length = (int)Math.Min(buffer.Length, Entry.Length - at);
            File.Position = Start + at;
            File.ReadExactly(buffer, 0, length);
            yield return buffer.AsMemory(0, length);
        }
    }
}
