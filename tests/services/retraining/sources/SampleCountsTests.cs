using System.IO.Compression;
using Rampart.Artifacts.Arrivals;
using Rampart.Artifacts.Azure;
using Rampart.Triggers;

namespace Rampart.Retraining.Tests.Sources;

public sealed class SampleCountsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-samples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void Write(string name, byte[] header)
    {
        using Stream file = File.Create(Path.Combine(_folder, name));
        using Stream packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        packed.Write(header);
    }

    [Fact]
    public async Task Headers_of_images_count_and_what_is_none_or_gone_counts_nothing()
    {
        Write("a-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 1, 2]);
        Write("b-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 1, 0, 0]);
        Write("b-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 1, 0, 0]);
        Write("short-images-idx3-ubyte", [0, 0, 8]);
        Write("other-images-idx3-ubyte", [9, 9, 9, 9, 0, 0, 0, 1]);
        Write("negative-images-idx3-ubyte", [0, 0, 8, 3, 255, 255, 255, 255]);
        File.WriteAllText(Path.Combine(_folder, "unpacked-images-idx3-ubyte.gz"), "no gzip at all");
        string[] names = [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)!), "gone-images-idx3-ubyte", "../../etc/x-images-idx3-ubyte"];
        PendingCause[] pending = [.. names.Select(name => new PendingCause(WatchedToy.Arrived(name), default, null))];

        IReadOnlyDictionary<string, long> counts = await new SampleCounts([new ArrivalPlaces(new AzureStoreOptions()).Open(_folder, "")]).CountAsync(pending, default);

        Assert.Equal(names.Length, counts.Count);
        Assert.Equal(258, counts[WatchedToy.Arrived("a-images-idx3-ubyte").Id]);
        Assert.Equal(65536, counts[WatchedToy.Arrived("b-images-idx3-ubyte.gz").Id]);
        Assert.Equal(258 + 65536, counts.Values.Sum());
    }
}
