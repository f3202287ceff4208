namespace Rampart.Pipeline.Arrivals;

/// <summary>What the name of a file of an IDX pair says: <c>&lt;folder&gt;/&lt;name&gt;-images-idx3-ubyte</c>, or labels, with or without <c>.gz</c>.</summary>
/// <param name="Shard">The name of the shard: the path before the suffix, folders joined by two underscores.</param>
/// <param name="Part">Which of the two files it is.</param>
public sealed record ShardFileName(string Shard, string Part)
{
    /// <summary>The images of a shard.</summary>
    public const string Images = "images-idx3-ubyte";

    /// <summary>The labels of a shard.</summary>
    public const string Labels = "labels-idx1-ubyte";

    const string Packed = ".gz";
    const int LongestShard = 120;

    /// <summary>The name among a stage's sources.</summary>
    public string Source => $"{Shard}-{Part}";

    /// <summary>Whether it is the name of a marker, such as <c>_COMPLETE</c>, which says something about other files.</summary>
    public static bool IsMarker(string file) => file[(file.LastIndexOf('/') + 1)..].StartsWith('_');

    /// <summary>What a name says; null when it ends as no file of a pair does.</summary>
    public static ShardFileName? Of(string file)
    {
        string name = file.EndsWith(Packed, StringComparison.Ordinal) ? file[..^Packed.Length] : file;
        string? part = new[] { Images, Labels }.FirstOrDefault(part => name.EndsWith("-" + part, StringComparison.Ordinal));
        return part is null ? null : new ShardFileName(name[..^(part.Length + 1)].Replace("/", "__", StringComparison.Ordinal), part);
    }

    /// <summary>Whether the shard may be called so: it becomes a part of names of work items and artifacts.</summary>
    public bool IsValid => Shard.Length is > 0 and <= LongestShard
        && Shard.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
        && char.IsAsciiLetterOrDigit(Shard[0]);
}
