using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation.Tests;

public sealed class ArtifactFinderTests
{
    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task A_digest_its_beginning_a_role_and_a_file_of_the_bytes_name_the_same_artifact()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ItemCompleted item = run.Items[2];
        string digest = item.Outputs[0].Artifact.Digest, file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, item.ExecutionKey);
        foreach (string named in new[] { digest, digest[..8], digest[..8].ToUpperInvariant(), "toy-1:data/shard-002:out", "toy-1:data/shard-002", "latest:data/shard-002:out", file })
        {
            FoundArtifact found = await FindAsync(named);
            Assert.Equal(("toy-1", digest), (found.Run.Id, found.Artifact.Digest));
        }
        File.Delete(file);
    }

    [Fact]
    public async Task Stages_of_rounds_have_slashes_in_their_names() =>
        Assert.Equal(new ItemId("adpo/2/mine", "shard-003"), Assert.IsType<ArtifactAddress.ByRole>(await ArtifactAddress.ReadAsync("r-1:adpo/2/mine/shard-003:data/x", default)).Id);

    [Fact]
    public async Task The_run_that_computed_an_artifact_tells_of_it_rather_than_one_that_took_it_from_the_cache()
    {
        await _runs.RunAsync("a-first", Toy.Pipeline());
        RunReading second = await _runs.RunAsync("b-second", Toy.Pipeline());
        Assert.Equal("a-first", (await FindAsync(second.Items[0].Outputs[0].Artifact.Digest)).Run.Id);
    }

    [Fact]
    public async Task Each_log_is_read_once()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        await _runs.RunAsync("toy-2", Toy.Pipeline(rate: 0.2));
        int before = _runs.Logs.Reads;
        await FindAsync(run.Items[0].Outputs[0].Artifact.Digest);
        Assert.Equal(before + 2, _runs.Logs.Reads);
    }

    [Fact]
    public async Task What_means_several_artifacts_is_refused_with_what_it_may_mean()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ArtifactRef Named(char last) => new("abcdef0123" + new string(last, 54), 1, MediaTypes.Binary);
        _runs.Logs.Add("toy-2", [run.Started, new ItemCompleted("s", "i", "key", [new NamedArtifact("x", Named('0')), new NamedArtifact("y", Named('1'))], Cached: false)]);
        var refused = await Assert.ThrowsAsync<InvestigationException>(() => FindAsync("abcdef01"));
        Assert.Contains("s/i:x", refused.Message);
        Assert.Contains(Named('1').Digest, refused.Message);
        Assert.Contains("Give more digits", refused.Message);
        Assert.Contains("x, y", (await Assert.ThrowsAsync<InvestigationException>(() => FindAsync("toy-2:s/i"))).Message);
    }

    [Fact]
    public async Task An_execution_key_is_known_as_one_and_its_outputs_are_named()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        var refused = await Assert.ThrowsAsync<InvestigationException>(() => FindAsync(run.Items[0].ExecutionKey));
        Assert.Contains("execution key", refused.Message);
        Assert.Contains(run.Items[0].Outputs[0].Artifact.Digest, refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0123456")]
    [InlineData("00000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../etc")]
    [InlineData("toy-1")]
    [InlineData("toy-1:")]
    [InlineData("toy-1:/")]
    [InlineData("toy-1:data/")]
    [InlineData("toy-1:data/shard-000:out:more")]
    [InlineData("toy-1:data/shard-000:in")]
    [InlineData("toy-1:data/shard-999")]
    [InlineData("../x:data/shard-000")]
    [InlineData("no-such-run:data/shard-000")]
    public async Task What_names_nothing_is_refused_with_how_to_name_something(string named)
    {
        await _runs.RunAsync("toy-1", Toy.Pipeline());
        var refused = await Assert.ThrowsAsync<InvestigationException>(() => FindAsync(named));
        Assert.Matches("Give|Name|rampart (show|runs)", refused.Message);
        Assert.InRange(refused.Message.Length, 20, 600);
    }

    [Fact]
    public async Task A_file_whose_bytes_no_run_made_is_answered_with_its_digest()
    {
        await _runs.RunAsync("toy-1", Toy.Pipeline());
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "abc");
        var refused = await Assert.ThrowsAsync<InvestigationException>(() => FindAsync(file));
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", refused.Message);
        File.Delete(file);
    }

    async Task<FoundArtifact> FindAsync(string named) =>
        await new ArtifactFinder(_runs.Logs, _runs.Results).FindAsync(await ArtifactAddress.ReadAsync(named, default), default);
}
