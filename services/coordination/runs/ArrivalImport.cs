using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Arrivals;

namespace Rampart.Coordination;

/// <summary>
/// Freezes what has arrived: the shards that are there when a run starts, sorted by name, become its sources. A file that can't be a shard's is
/// noted with the reason, so that one bad upload stops nothing.
/// </summary>
public sealed class ArrivalImport(ArrivalPlaces places, IArtifactStore artifacts)
{
    const int MostFiles = 100_000;
    const int LongestName = 1024;
    const int BlockBytes = 1 << 18;

    /// <summary>The files in ordinal order of their shards, then what was refused.</summary>
    /// <exception cref="ArtifactException">The place is not there, or access is refused.</exception>
    public async Task<IReadOnlyList<NamedArtifact>> ImportAsync(string stage, ArrivalPlace place, CancellationToken cancellation)
    {
        var refused = new List<RefusedFile>();
        IArrivals arrivals = places.Open(place.Place, place.Prefix);
        var imported = new List<NamedArtifact>();
        foreach ((ShardFileName name, ArrivedFile file) in await ListAsync(arrivals, place, refused, cancellation))
        {
            if (await CopyAsync(arrivals, file, place.MaximumBytes, refused, cancellation) is { } artifact)
            {
                imported.Add(new NamedArtifact($"source/{stage}/{name.Source}", artifact));
            }
        }
        byte[] listing = RefusedFiles.Write(refused.OrderBy(file => file.File, StringComparer.Ordinal));
        ArtifactRef refusals = await artifacts.WriteAsync(MediaTypes.JsonLines, (target, c) => target.WriteAsync(listing, c).AsTask(), cancellation);
        return [.. imported, new NamedArtifact($"source/{stage}/{RefusedFiles.Source}", refusals)];
    }

    static async Task<IEnumerable<(ShardFileName Name, ArrivedFile File)>> ListAsync(
        IArrivals arrivals, ArrivalPlace place, List<RefusedFile> refused, CancellationToken cancellation)
    {
        var taken = new SortedDictionary<string, (ShardFileName, ArrivedFile)>(StringComparer.Ordinal);
        var listed = new List<ArrivedFile>();
        await foreach (ArrivedFile file in arrivals.ListAsync(cancellation))
        {
            if (ShardFileName.IsMarker(file.Name))
            {
                continue;
            }
            if (listed.Count == MostFiles)
            {
                refused.Add(new RefusedFile(Shown(file.Name), RefusalReason.TooMany, $"a run takes {MostFiles} files; this one and perhaps others are left", MostFiles));
                break;
            }
            listed.Add(file);
        }
        // A folder lists its files in no order; which of two namesakes counts must not depend on it.
        foreach (ArrivedFile file in listed.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            ShardFileName? name = ShardFileName.Of(file.Name);
            if (Fault(name, file, place) is { } fault)
            {
                refused.Add(fault);
            }
            else if (!taken.TryAdd(name!.Source, (name, file)))
            {
                refused.Add(new RefusedFile(Shown(file.Name), RefusalReason.BadName, $"{name.Source} has arrived under another name too"));
            }
        }
        return taken.Values;
    }

    static RefusedFile? Fault(ShardFileName? name, ArrivedFile file, ArrivalPlace place) => name switch
    {
        null => new RefusedFile(
            Shown(file.Name), RefusalReason.UnknownFormat, $"its name ends neither in -{ShardFileName.Images} nor in -{ShardFileName.Labels}, with or without .gz"),
        { IsValid: false } => new RefusedFile(
            Shown(file.Name), RefusalReason.BadName, "a shard's name has letters, digits, dashes, underscores and dots and begins with a letter or digit"),
        _ when file.Bytes > place.MaximumBytes => new RefusedFile(
            Shown(file.Name), RefusalReason.TooLarge, $"{file.Bytes} bytes, but {place.MaximumBytes} are allowed", file.Bytes),
        _ => null,
    };

    async Task<ArtifactRef?> CopyAsync(
        IArrivals arrivals, ArrivedFile file, long most, List<RefusedFile> refused, CancellationToken cancellation)
    {
        Stream source;
        try
        {
            source = await arrivals.OpenAsync(file.Name, cancellation);
        }
        catch (ArtifactException)
        {
            refused.Add(new RefusedFile(Shown(file.Name), RefusalReason.Unreachable, "it was listed, but can't be opened"));
            return null;
        }
        await using (source)
        {
            return await artifacts.WriteAsync(MediaTypes.Binary, (target, c) => CopyAsync(source, target, most, c), cancellation);
        }
    }

    // What has grown beyond the limit since it was listed is cut short, and then found to be damaged.
    static async Task CopyAsync(Stream source, Stream target, long most, CancellationToken cancellation)
    {
        var block = new byte[BlockBytes];
        for (long left = most; left > 0;)
        {
            int read = await source.ReadAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), cancellation);
            if (read == 0)
            {
                return;
            }
            await target.WriteAsync(block.AsMemory(0, read), cancellation);
            left -= read;
        }
    }

    static string Shown(string name) => name.Length <= LongestName ? name : name[..LongestName];
}
