using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Learning.Tokenization;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

public class PreprocessingSafetyTests
{
    private static readonly Bench Plain = new Bench().Images();
    private static readonly Bench Guarded = new Bench().Images(Some.Guarded());

    [Fact]
    public void The_parts_are_added_and_nothing_else_about_a_sample_changes()
    {
        Assert.All(Samples(Plain), sample => Assert.True(sample.Safety is null && sample.Dialogues is null));
        Assert.Equal(
            Samples(Plain).Select(StageText), Samples(Guarded).Select(sample => StageText(sample with { Safety = null, Dialogues = null })));
        Assert.Equal(Plain.Output("images", "train/001/pixels").Artifact, Guarded.Output("images", "train/001/pixels").Artifact);
    }

    [Fact]
    public void Each_image_carries_the_risk_of_its_class()
    {
        foreach (Sample sample in Samples(Guarded))
        {
            (int level, string type, bool isRestricted) = sample.Class switch
            {
                "bag" => (3, "contents", true),
                "ankle boot" => (2, "kicks", true),
                "sneaker" => (1, "kicks", false),
                _ => (0, "safe", false),
            };
            Assert.Equal((level, type, isRestricted), (sample.Safety!.Level, sample.Safety.Type, sample.Safety.Restricted));
        }
    }

    [Fact]
    public void The_description_names_the_policy_and_the_risk_types()
    {
        var dataset = StageJson.Read<DatasetDescription>(Guarded.Store.Read(Guarded.Output("images", "dataset").Artifact), "dataset");

        Assert.Equal(["contents", "kicks", "safe"], dataset.Safety!.Types);
        Assert.True(dataset.Safety.IsRestricted("ankle boot"));
        Assert.False(dataset.Safety.IsRestricted("sneaker"));
        Assert.Equal(DialogueSentences.CaptionQuestion, dataset.CaptionQuestion);
    }

    [Fact]
    public void The_words_do_not_depend_on_the_shard_size()
    {
        Bench parts = new Bench().Images(Some.Guarded() with { ShardSize = 7 });

        Assert.Equal(Samples(Guarded).Select(StageText), Samples(parts).Select(StageText));
        Assert.Equal(Guarded.Output("images", "tokenizer").Artifact, parts.Output("images", "tokenizer").Artifact);
    }

    [Fact]
    public void The_tokenizer_has_seen_requests_and_dialogues()
    {
        BpeTokenizer Tokenizer(Bench bench) => BpeTokenizer.FromJson(
            System.Text.Encoding.UTF8.GetString(bench.Store.Read(bench.Output("images", "tokenizer").Artifact)), "tokenizer");

        Assert.True(Tokenizer(Guarded).Encode("sorry, i can not sell this").Length < Tokenizer(Plain).Encode("sorry, i can not sell this").Length);
    }

    [Fact]
    public void Executing_an_item_twice_gives_the_same_bytes()
    {
        foreach ((_, var item, IReadOnlyList<NamedArtifact> outputs) in Guarded.Executed)
        {
            Assert.Equal(outputs, Guarded.Execute(new PreprocessingStage(), item));
        }
    }

    [Fact]
    public void Mistakes_in_the_policy_are_found()
    {
        Assert.Equal("safety.risks[0].class", Only(Risk("handbag", 3, "contents")));
        Assert.Equal("safety.risks[0].type", Only(Risk("bag", 3, "safe")));
        Assert.Equal("safety.risks[0].type", Only(Risk("bag", 3, "The Contents")));
        Assert.Equal("safety.risks[1].class", Only(Risk("bag", 3, "contents"), Risk("bag", 2, "kicks")));
        Assert.Equal("safety.refuse_from", Only(Risk("bag", 1, "contents")));
        Assert.Equal("dialogues.captions", Assert.Single(
            (Some.Guarded() with { Captions = 1, Dialogues = new DialogueParameters { Captions = 2 } }).Check()).Path);
    }

    private static RiskParameters Risk(string word, int level, string type) => new() { Class = word, Level = level, Type = type };

    private static string Only(params RiskParameters[] risks) =>
        Assert.Single((Some.Preprocessing() with { Safety = new SafetyParameters { Risks = risks } }).Check()).Path;

    private static string StageText(Sample sample) => System.Text.Json.JsonSerializer.Serialize(sample);

    private static IReadOnlyList<Sample> Samples(Bench bench) =>
        [.. bench["images"].Where(output => output.Role.StartsWith("train/") && output.Role.EndsWith("records")).SelectMany(bench.Lines<Sample>)];
}
