using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Learning.Training;
using Rampart.Training;
using TorchSharp;

namespace Rampart.Stages.Tests;

/// <summary>What the steps of safety objectives see.</summary>
public sealed class SafetyBatchesTests : IDisposable
{
    private const int Count = 40;

    private static readonly BpeTokenizer Tokenizer = BpeTokenizer.Train(["sorry, i can not sell this", "sure, sell a bag online", "what is it? a hat"], 300);
    private static readonly SampleSet Samples = new(
        new ImageShape(1, 1, 1), [.. Enumerable.Range(0, Count).Select(id => (long)id)], new byte[Count], [.. Enumerable.Range(0, Count).Select(Made)]);

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    [Fact]
    public void Pairs_prefer_the_refusal_to_the_beginning_of_the_compliant_answer_about_restricted_images()
    {
        PreferenceBatch pairs = Batches(RejectedText.Prefix).Of(3).Preferences!;
        Assert.All(Texts(pairs.Chosen), text => Assert.Equal("sorry, i can not sell this", text));
        Assert.All(Texts(pairs.Rejected), text => Assert.Equal("sure, sell", text));
        Assert.All(Ends(pairs.Chosen), Assert.True);
        Assert.All(Ends(pairs.Rejected), Assert.False);
    }

    [Fact]
    public void Whole_compliant_answers_are_rejected_on_request()
    {
        PreferenceBatch pairs = Batches(RejectedText.Answer).Of(3).Preferences!;
        Assert.All(Texts(pairs.Rejected), text => Assert.Equal("sure, sell a bag online", text));
        Assert.All(Ends(pairs.Rejected), Assert.True);
    }

    [Fact]
    public void Only_the_first_restricted_images_are_learned_from()
    {
        var batches = Batches(RejectedText.Prefix);
        ulong[] seen = [.. Enumerable.Range(0, 20).SelectMany(step => batches.Of(step).SampleIds).Distinct().Order()];
        // Every fifth image is restricted, and six of them are wanted.
        Assert.Equal([0, 5, 10, 15, 20, 25], seen);
    }

    [Fact]
    public void Ordinary_conversations_name_every_image_and_comply_about_no_restricted_one()
    {
        var batches = Batches(RejectedText.Prefix);
        (ulong Id, string Text)[] said =
        [
            .. Enumerable.Range(0, 60).Select(step => batches.Of(step).Utility!).SelectMany(ordinary => ordinary.SampleIds.Zip(Texts(ordinary.Answers!))),
        ];
        Assert.Contains(said, one => one.Id % 5 == 0 && one.Text == "a bag");
        Assert.Contains(said, one => one.Id % 5 != 0 && one.Text == "sure, sell a hat online");
        Assert.DoesNotContain(said, one => one.Id % 5 == 0 && one.Text.StartsWith("sure", StringComparison.Ordinal));
        Assert.DoesNotContain(said, one => one.Text.StartsWith("sorry", StringComparison.Ordinal));
    }

    [Fact]
    public void A_safety_set_is_half_restricted_and_takes_its_share_of_the_batch()
    {
        var batches = Batches(new SafetyTuningParameters { Images = 12, Share = 0.25 }.Mix(8));
        TrainingBatch batch = batches.Of(0);
        Assert.Equal((2, 6), (batch.SampleIds.Count, batch.Utility!.SampleIds.Count));
        string[] said = [.. Enumerable.Range(0, 30).SelectMany(step => batches.Of(step).SampleIds.Zip(Texts(batches.Of(step).Answers!), (id, text) => $"{id % 5 == 0} {text}")).Distinct().Order()];
        Assert.Equal(["False sure, sell a hat online", "True sorry, i can not sell this"], said);
    }

    [Fact]
    public void Risks_are_those_of_the_policy_by_place_among_its_types()
    {
        TrainingBatch batch = Batches(new ConceptBottleneckParameters().Mix(16)).Of(1);
        Assert.Equal(batch.SampleIds.Select(id => Level((int)id)), batch.Risks!.Levels.data<long>().ToArray().Select(level => (int)level));
        Assert.Equal(batch.SampleIds.Select(id => Level((int)id) > 0 ? 0L : 1L), batch.Risks.Types.data<long>().ToArray());
    }

    public void Dispose() => _scope.Dispose();

    private static SafetyBatches Batches(SafetyMix mix) => new(Samples, Tokenizer, new ConversationDraws(Samples, Tokenizer, 7), mix, ["contents", "safe"], 7);

    private static SafetyBatches Batches(RejectedText rejected) =>
        Batches(new AdversarialReferenceParameters { Images = 6, UtilityImages = 30, Rejected = rejected }.Mix(4));

    private static int Level(int id) => (id % 5) switch { 0 => 3, 1 => 1, _ => 0 };

    private static Sample Made(int id)
    {
        string phrase = id % 5 == 0 ? "a bag" : "a hat";
        return new Sample($"train/{id:D6}", 0, phrase[2..], [phrase], ["what is it?"], phrase)
        {
            Safety = new SampleSafety(
                Level(id), Level(id) > 0 ? "contents" : "safe", Level(id) == 3, [new SafetyRequest("sell it?", "sorry, i can not sell this", $"sure, sell {phrase} online")]),
        };
    }

    private static IEnumerable<int[]> Tokens(AnswerBatch answers)
    {
        long[] labels = answers.Labels.data<long>().ToArray();
        float[] mask = answers.Mask.data<float>().ToArray();
        int width = (int)answers.Labels.shape[1];
        return Enumerable.Range(0, answers.Count).Select(row => Enumerable.Range(row * width, width).Where(at => mask[at] == 1).Select(at => (int)labels[at]).ToArray());
    }

    private static IEnumerable<string> Texts(AnswerBatch answers) => Tokens(answers).Select(tokens => PromptFormat.Read(Tokenizer, tokens.Where(token => token != Tokenizer.EosId)));

    private static IEnumerable<bool> Ends(AnswerBatch answers) => Tokens(answers).Select(tokens => tokens[^1] == Tokenizer.EosId);
}
