using Rampart.Contracts;

namespace Rampart.Investigation.Tests;

public sealed class DiffSubjectTests
{
    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task Runs_results_artifacts_files_and_folders_are_told_apart()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        string file = Path.GetTempFileName();
        Assert.IsType<DiffSubject.OfRun>(await ReadAsync("toy-1"));
        Assert.IsType<DiffSubject.OfRun>(await ReadAsync("latest"));
        Assert.IsType<DiffSubject.OfResult>(await ReadAsync(run.Items[0].ExecutionKey));
        Assert.IsType<DiffSubject.OfResult>(await ReadAsync("toy-1:data/shard-000"));
        Assert.IsType<DiffSubject.OfArtifact>(await ReadAsync("toy-1:data/shard-000:out"));
        Assert.IsType<DiffSubject.OfArtifact>(await ReadAsync(run.Items[0].Outputs[0].Artifact.Digest[..12]));
        Assert.IsType<DiffSubject.OfArtifact>(await ReadAsync(file));
        Assert.IsType<DiffSubject.OfFolder>(await ReadAsync(Path.GetTempPath()));
        File.Delete(file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-run")]
    [InlineData("toy-1:")]
    [InlineData("toy-1:data")]
    [InlineData("toy-1:nowhere")]
    [InlineData("toy-1:data/shard-999")]
    [InlineData("nobody:data")]
    [InlineData("../../etc:data")]
    [InlineData("00000000")]
    public async Task What_is_nothing_is_refused_with_what_can_be_compared(string text)
    {
        await _runs.RunAsync("toy-1", Toy.Pipeline());
        Assert.Matches("rampart |name the item", (await Assert.ThrowsAsync<InvestigationException>(() => ReadAsync(text))).Message);
    }

    [Fact]
    public async Task Results_are_compared_output_by_output_and_by_what_made_them()
    {
        await _runs.RunAsync("toy-1", Toy.Pipeline(rate: 0.1));
        await _runs.RunAsync("toy-2", Toy.Pipeline(rate: 0.2));
        ResultDifference found = await ResultDifference.BetweenAsync(
            (DiffSubject.OfResult)await ReadAsync("toy-1:tuned/segment-01"), (DiffSubject.OfResult)await ReadAsync("toy-2:tuned/segment-01"), _runs.Artifacts, default);
        Assert.False(found.Identical);
        Assert.Equal("parameter optimizer.learning_rate", Assert.Single(found.Causes).What);
        Assert.NotNull(Assert.Single(found.Outputs).First);
    }

    [Fact]
    public async Task A_result_whose_artifacts_are_gone_is_compared_by_digests()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        _runs.Artifacts.Lose(run.Items[0].Outputs[0].Artifact);
        ResultDifference found = await ResultDifference.BetweenAsync(
            (DiffSubject.OfResult)await ReadAsync("toy-1:data/shard-000"), (DiffSubject.OfResult)await ReadAsync("toy-1:data/shard-001"), _runs.Artifacts, default);
        Assert.Equal((false, null), (found.Identical, Assert.Single(found.Outputs).First));
    }

    [Fact]
    public async Task Files_are_compared_in_the_terms_of_their_form()
    {
        string folder = Directory.CreateTempSubdirectory("rampart-diff-").FullName, one = Path.Combine(folder, "a.json"), other = Path.Combine(folder, "b.json");
        await File.WriteAllTextAsync(one, """{"rows": [1, 2, 3]}""");
        await File.WriteAllTextAsync(other, """{"rows": [1, 5, 3]}""");
        ArtifactDifference found = await ArtifactDifference.BetweenAsync(
            (DiffSubject.OfArtifact)await ReadAsync(one), (DiffSubject.OfArtifact)await ReadAsync(other), all: false, default);
        Assert.Equal((MediaTypes.Json, "$.rows[1] is 2 there and 5 here"), (found.MediaType, found.First!.Describe()));
        Directory.Delete(folder, recursive: true);
    }

    Task<DiffSubject> ReadAsync(string text) => new DiffSubjectReader(_runs.Store).ReadAsync(text, default);
}
