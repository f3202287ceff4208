using System.Text;
using Rampart.Artifacts.Files;
using Rampart.Contracts;

namespace Rampart.Registry.Tests;

public sealed class ModelRegistryTests : IDisposable
{
    const string Model = "clip", Production = "production", Who = "ada", Why = "it is better";

    readonly string _root = Directory.CreateTempSubdirectory("rampart-registry-").FullName;
    readonly StoreFolder _folder;
    readonly ModelRegistry _registry;

    public ModelRegistryTests()
    {
        _folder = StoreFolder.Open(_root);
        _registry = new ModelRegistry(new FileDocumentStore(_folder), TimeProvider.System);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    static ModelVersion Version(string run) => new(
        run, "train", [new NamedArtifact("config", new ArtifactRef(new string('a', 64), 2, MediaTypes.Json))],
        new ArtifactRef(new string('b', 64), 2, MediaTypes.Yaml), [], "0.1.0");

    Task<int> RegisterAsync(string run) => _registry.RegisterAsync(Model, Version(run), Who, Why, default);

    [Fact]
    public async Task Versions_are_numbered_in_the_order_of_their_registration()
    {
        Assert.Equal((1, 2), (await RegisterAsync("run-1"), await RegisterAsync("run-2")));
        ModelHistory history = await _registry.ReadAsync(Model, default);
        Assert.Equal(["run-1", "run-2"], history.Versions.Select(version => version.RunId));
        Assert.Equal([(1, Who, Why), (2, Who, Why)], history.Entries.Select(entry => ((int)entry.Sequence, entry.Who, entry.Why)));
        Assert.Equal([Model], await _registry.ListAsync(default));
    }

    [Fact]
    public async Task A_run_is_registered_once_however_often_it_asks()
    {
        Assert.Equal((1, 2, 1), (await RegisterAsync("run-1"), await RegisterAsync("run-2"), await RegisterAsync("run-1")));
        Assert.Equal(2, (await _registry.ReadAsync(Model, default)).Entries.Count);
    }

    [Fact]
    public async Task Racing_registrations_get_numbers_without_gaps()
    {
        int[] numbers = await Task.WhenAll(Enumerable.Range(1, 10).Select(run => Task.Run(() => RegisterAsync($"run-{run}"))));
        Assert.Equal(Enumerable.Range(1, 10), numbers.Order());
    }

    [Fact]
    public async Task Of_racing_promotions_from_one_version_exactly_one_succeeds()
    {
        foreach (int run in Enumerable.Range(1, 8))
        {
            await RegisterAsync($"run-{run}");
        }
        await _registry.MoveAsync(Model, Production, null, 1, Who, Why, default);
        bool[] moved = await Task.WhenAll(Enumerable.Range(2, 7).Select(version => Task.Run(async () =>
        {
            try
            {
                await _registry.MoveAsync(Model, Production, 1, version, Who, Why, default);
                return true;
            }
            catch (AliasConflictException)
            {
                return false;
            }
        })));
        Assert.Single(moved, true);
        Assert.Equal(2 + Array.IndexOf(moved, true), (await _registry.ReadAsync(Model, default)).Of(Production));
    }

    [Fact]
    public async Task An_alias_knows_the_version_that_it_stood_for_before()
    {
        await RegisterAsync("run-1");
        await RegisterAsync("run-2");
        await _registry.MoveAsync(Model, Production, null, 1, Who, Why, default);
        Assert.Null((await _registry.ReadAsync(Model, default)).Before(Production));
        await _registry.MoveAsync(Model, Production, 1, 2, Who, Why, default);
        Assert.Equal(1, (await _registry.ReadAsync(Model, default)).Before(Production));
        await _registry.MoveAsync(Model, Production, 2, null, Who, "no model is good enough", default);
        ModelHistory history = await _registry.ReadAsync(Model, default);
        Assert.Null(history.Of(Production));
        Assert.Equal(2, history.Before(Production));
    }

    [Fact]
    public async Task An_alias_can_stand_only_for_a_version_that_exists()
    {
        await RegisterAsync("run-1");
        var refused = await Assert.ThrowsAsync<RegistryException>(() => _registry.MoveAsync(Model, Production, null, 2, Who, Why, default));
        Assert.Contains("versions 1 to 1", refused.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"sequence": 7, "time": "2026-11-24T12:00:00Z", "who": "a", "why": "b", "attempt": "c", "event": {"event": "alias-moved", "alias": "x", "from": null, "to": null}}""")]
    [InlineData("""{"sequence": 2, "time": "2026-11-24T12:00:00Z", "who": "a", "why": "b", "attempt": "c", "event": {"event": "alias-moved", "alias": "x", "from": null, "to": 9}}""")]
    public async Task A_history_that_was_changed_from_outside_is_refused_naming_the_entry(string document)
    {
        await RegisterAsync("run-1");
        await new FileDocumentStore(_folder).TryCreateAsync("models/clip/history/00000002.json", Encoding.UTF8.GetBytes(document), default);
        var refused = await Assert.ThrowsAsync<RegistryException>(() => _registry.ReadAsync(Model, default));
        Assert.Contains(Model, refused.Message);
    }

    [Theory]
    [InlineData("clip", "clip", null, null)]
    [InlineData("clip:12", "clip", 12, null)]
    [InlineData("clip@production", "clip", null, "production")]
    public void A_reference_names_a_version_by_number_or_alias_or_means_the_latest(string text, string model, int? version, string? alias)
    {
        Assert.Equal(new ModelReference(model, version, alias), ModelReference.Parse(text));
        Assert.Equal(text, ModelReference.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Clip")]
    [InlineData("../x")]
    [InlineData("clip:")]
    [InlineData("clip:0")]
    [InlineData("clip:-1")]
    [InlineData("clip@")]
    [InlineData("clip@a/b")]
    public void A_reference_that_is_none_is_refused(string text) => Assert.Throws<RegistryException>(() => ModelReference.Parse(text));
}
