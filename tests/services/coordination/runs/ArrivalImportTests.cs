using System.Text;
using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Arrivals;

namespace Rampart.Coordination.Tests.Runs;

public sealed class ArrivalImportTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-arrivals-").FullName;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_shards_that_are_there_become_sources_sorted_by_name_and_packed_or_not_is_no_matter()
    {
        Put("b-labels-idx1-ubyte", "labels of b");
        Put("b-images-idx3-ubyte.gz", "images of b");
        Put("camera-1/a-images-idx3-ubyte", "images of a");

        IReadOnlyList<NamedArtifact> sources = await Import();

        Assert.Equal(
            ["source/in/b-images-idx3-ubyte", "source/in/b-labels-idx1-ubyte", "source/in/camera-1__a-images-idx3-ubyte", "source/in/refused"],
            sources.Select(source => source.Role));
        Assert.Equal("labels of b", Encoding.UTF8.GetString((await _store.Artifacts.ReadAsync(sources[1].Artifact, default)).Span));
        Assert.Empty(await Refused(sources));
    }

    [Fact]
    public async Task A_file_that_can_not_be_a_shard_is_refused_with_the_reason_and_stops_nothing()
    {
        Put("good-images-idx3-ubyte", "x");
        Put("good-images-idx3-ubyte.gz", "y");
        Put("notes.txt", "x");
        Put("-odd-images-idx3-ubyte", "x");
        Put("gr\u00F6\u00DFe-labels-idx1-ubyte", "x");
        Put("large-images-idx3-ubyte", new string('x', 101));
        Put("_COMPLETE", "");
        Put(".half-images-idx3-ubyte", "x");

        IReadOnlyList<NamedArtifact> sources = await Import();

        Assert.Equal(["source/in/good-images-idx3-ubyte", "source/in/refused"], sources.Select(source => source.Role));
        Assert.Equal(
            [
                ("-odd-images-idx3-ubyte", RefusalReason.BadName), ("good-images-idx3-ubyte.gz", RefusalReason.BadName),
                ("gr\u00F6\u00DFe-labels-idx1-ubyte", RefusalReason.BadName), ("large-images-idx3-ubyte", RefusalReason.TooLarge), ("notes.txt", RefusalReason.UnknownFormat),
            ],
            (await Refused(sources)).Select(file => (file.File, file.Reason)));
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        Put("outside", "secret");
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName;
        File.CreateSymbolicLink(Path.Combine(inner, "a-images-idx3-ubyte"), Path.Combine(_folder, "outside"));

        Assert.Equal(["source/in/refused"], (await Import(inner)).Select(source => source.Role));
    }

    [Fact]
    public async Task A_place_that_is_not_there_is_an_error() =>
        await Assert.ThrowsAsync<ArtifactException>(() => Import(Path.Combine(_folder, "nowhere")));

    void Put(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    Task<IReadOnlyList<NamedArtifact>> Import(string? folder = null) => new ArrivalImport(new ArrivalPlaces(new AzureStoreOptions()), _store.Artifacts)
        .ImportAsync("in", new ArrivalPlace(folder ?? _folder, "") { MaximumBytes = 100 }, default);

    async Task<IReadOnlyList<RefusedFile>> Refused(IReadOnlyList<NamedArtifact> sources) =>
        RefusedFiles.Read(await _store.Artifacts.ReadAsync(sources[^1].Artifact, default));
}
