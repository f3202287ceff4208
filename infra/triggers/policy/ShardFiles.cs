namespace Rampart.Triggers;

/// <summary>Which files make a shard: the images and the labels of an IDX pair together, every other file alone.</summary>
static class ShardFiles
{
    const string Images = "-images-idx3-ubyte", Labels = "-labels-idx1-ubyte", Packed = ".gz";

    /// <summary>The shards of which all files are there, by name, in ordinal order.</summary>
    public static IReadOnlyList<string> Whole(IEnumerable<string> files)
    {
        var halves = new Dictionary<string, Halves>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            (string shard, Halves half) = Of(file);
            halves[shard] = halves.GetValueOrDefault(shard) | half;
        }
        return [.. halves.Where(shard => shard.Value == Halves.Both).Select(shard => shard.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>A file's name without its folders.</summary>
    public static string Name(string file) => file[(file.LastIndexOf('/') + 1)..];

    /// <summary>Whether the file holds the images of an IDX pair, the header of which says how many samples there are.</summary>
    public static bool HoldsImages(string file) => Of(file).Half == Halves.Images;

    static (string Shard, Halves Half) Of(string file)
    {
        string name = file.EndsWith(Packed, StringComparison.Ordinal) ? file[..^Packed.Length] : file;
        return name.EndsWith(Images, StringComparison.Ordinal) ? (name[..^Images.Length], Halves.Images)
            : name.EndsWith(Labels, StringComparison.Ordinal) ? (name[..^Labels.Length], Halves.Labels)
            : (file, Halves.Both);
    }

    [Flags]
    enum Halves
    {
        Images = 1,
        Labels = 2,
        Both = Images | Labels,
    }
}
