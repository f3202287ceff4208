using static TorchSharp.torch;

namespace Rampart.Safetensors;

/// <summary>A checkpoint folder: one <c>model.safetensors</c>, or shards named by <c>model.safetensors.index.json</c>.</summary>
public sealed class SafetensorsFolder : IDisposable
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";

    private readonly List<SafetensorsReader> _files = [];
    private readonly Dictionary<string, SafetensorsReader> _owner = new(StringComparer.Ordinal);

    private SafetensorsFolder()
    {
    }

    /// <summary>The names of all tensors.</summary>
    public IReadOnlyCollection<string> Names => _owner.Keys;

    /// <summary>Opens the folder and checks every header; no data is loaded.</summary>
    /// <exception cref="FileNotFoundException">The folder has neither of the two files.</exception>
    /// <exception cref="SafetensorsException">A header or the index breaks a rule.</exception>
    public static SafetensorsFolder Open(string folder)
    {
        string single = Path.Combine(folder, Single);
        string index = Path.Combine(folder, Index);
        var opened = new SafetensorsFolder();
        try
        {
            if (File.Exists(single))
            {
                opened.AddFile(single, null, single);
            }
            else if (File.Exists(index))
            {
                foreach (IGrouping<string, string> shard in ShardIndex.Read(index).GroupBy(pair => pair.Value, pair => pair.Key))
                {
                    opened.AddFile(Path.Combine(folder, shard.Key), shard, index);
                }
            }
            else
            {
                throw new FileNotFoundException(
                    $"{folder}: there is neither {Single} nor {Index}; point to the folder of a safetensors checkpoint", single);
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Loads all tensors of a folder.</summary>
    public static Dictionary<string, Tensor> Read(string folder)
    {
        using SafetensorsFolder opened = Open(folder);
        return opened._files.SelectMany(file => file.LoadAll()).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>What the header says of one tensor, or null if there is none of that name.</summary>
    public SafetensorsEntry? Find(string name) => _owner.GetValueOrDefault(name)?.Header.Find(name);

    /// <summary>Loads one tensor to the CPU; it belongs to the caller's dispose scope.</summary>
    /// <exception cref="KeyNotFoundException">No file has a tensor of that name.</exception>
    public Tensor Load(string name) =>
        _owner.TryGetValue(name, out SafetensorsReader? file)
            ? file.Load(name)
            : throw new KeyNotFoundException($"the checkpoint has no tensor '{name}'; it has {_owner.Count} others");

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void AddFile(string path, IEnumerable<string>? expected, string index)
    {
        if (!File.Exists(path))
        {
            throw new SafetensorsException($"{index}: names '{Path.GetFileName(path)}', which is missing beside it; fetch that file");
        }

        SafetensorsReader file = SafetensorsFile.Open(path);
        _files.Add(file);
        HashSet<string>? unseen = expected?.ToHashSet(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in file.Header.Entries)
        {
            if (unseen?.Remove(entry.Name) == false)
            {
                throw new SafetensorsException(
                    $"{path}: holds '{HeaderParser.Shown(entry.Name)}', which {index} does not place there; index and shards are of two checkpoints");
            }

            _owner.Add(entry.Name, file);
        }

        if (unseen?.FirstOrDefault() is { } missing)
        {
            throw new SafetensorsException(
                $"{path}: lacks '{HeaderParser.Shown(missing)}', which {index} places there; index and shards are of two checkpoints");
        }
    }
}
