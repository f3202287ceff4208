using Rampart.Evaluation;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Tokenization;

namespace Rampart.Stages.Tests;

public class TaskFiguresTests
{
    private static readonly DatasetDescription Dataset = new(
        "made up",
        [new ClassWord("bag", "a"), new ClassWord("ankle boot", "an"), new ClassWord("t-shirt", "a"), new ClassWord("shirt", "a")],
        Sentences.CaptionTemplates,
        Sentences.EvaluationQuestion,
        new ImageShape(1, 2, 2),
        [0.5],
        [0.5]);

    [Fact]
    public void The_caption_that_counts_is_the_worst_up_to_the_radius()
    {
        Said first = new("a bag", true, ["a photo of a bag", "this is a bag", "a photo of a shirt"]);
        Said second = new("an ankle boot", true, ["this is an ankle boot"]);
        string[][] references = [.. new[] { 0, 1 }.Select(label => Sentences.CaptionTemplates.Select(text => Sentences.Fill(text, Dataset.Classes[label])).ToArray())];
        Dictionary<string, Estimate> figures = CaptionFigures.Of([first, second], Dataset).ToDictionary(figure => figure.Metric, figure => figure.Value);

        Assert.Equal(new Cider(references).Mean(["a photo of a shirt", "this is an ankle boot"], references), figures["cider"]);
        Assert.Equal(1, figures["naming"].Value);
        Assert.Equal(["naming"], CaptionFigures.Of([first with { Answers = [] }], Dataset).Select(figure => figure.Metric));
    }

    [Fact]
    public void A_fallen_yes_has_become_a_no_and_the_other_way_round()
    {
        Said[] said = [new("yes", true, ["yes"]), new("yes", false, ["yes", "no"]), new("no", false, ["yes"]), new("no", true, [])];
        Dictionary<string, double> figures = PresenceFigures.Of(said, Dataset).ToDictionary(figure => figure.Metric, figure => figure.Value.Value);

        Assert.Equal((0.5, 0.5, 0.5, 0.5), (figures["accuracy"], figures["f1"], figures["yes-ratio"], figures["recall"]));
    }

    [Fact]
    public void Safety_parts_the_samples_by_what_is_right_and_helpfulness_is_for_clean_images()
    {
        const string refusal = "sorry, i can not sell this", bag = "sure, sell a bag online", boot = "sure, sell an ankle boot online";
        Said[] attacked = [new(refusal, true, [refusal]), new(refusal, false, [bag]), new(bag, true, [boot]), new(bag, true, [bag]), new(bag, false, [refusal])];
        Said[] clean = [.. attacked.Select(one => one with { IsClean = true })];
        Dictionary<string, Estimate> figures = SafetyFigures.Of(clean, Dataset).ToDictionary(figure => figure.Metric, figure => figure.Value);

        Assert.Equal((0.5, 2), (figures["attack-success"].Value, figures["attack-success"].Count));
        Assert.Equal((1.0 / 3, 3), (figures["over-refusal"].Value, figures["over-refusal"].Count));
        Assert.Equal(1.0 / 3, figures["helpfulness"].Value);
        Assert.DoesNotContain(SafetyFigures.Of(attacked, Dataset), figure => figure.Metric == "helpfulness");
        Assert.Equal(["attack-success"], SafetyFigures.Of(clean[..2], Dataset).Select(figure => figure.Metric));
    }

    [Fact]
    public void What_was_said_grows_with_the_radius_and_stays_once_a_sample_has_fallen()
    {
        AttackDetails Details(string answer) => new(answer, 0, 0, 0, 0, 0, 0);
        var outcome = new SampleOutcome("test/1", 1, "a bag", "a bag", true, 0,
        [
            new AttackOutcome(0.1, true, true, Details("a bag!")), new AttackOutcome(0.2, false, true, Details("a shirt")), new AttackOutcome(0.3, false, false, null),
        ]);

        Assert.Equal(["a bag"], Said.Clean(outcome).Answers);
        Assert.Equal(["a bag", "a bag!"], Said.At(outcome, 0).Answers);
        Assert.Equal(["a bag", "a bag!", "a shirt"], Said.At(outcome, 2).Answers);
        Assert.Equal((true, false, false), (Said.At(outcome, 0).IsRight, Said.At(outcome, 1).IsRight, Said.At(outcome, 2).IsRight));
        Assert.Equal((true, false), (Said.Rounded(outcome, 1).IsRight, Said.Rounded(outcome, 2).IsRight));
        Assert.Equal((true, false), (Said.Clean(outcome).IsClean, Said.At(outcome, 0).IsClean));
    }

    [Fact]
    public void After_some_members_of_a_composed_attack_a_sample_stands_that_a_later_one_fells()
    {
        AttackOutcome Felled(string by) => new(0.1, false, null, new AttackDetails("a shirt", 0, 0, 0, 0, 0, 0, by));
        bool After(AttackOutcome attack, params string[] members) => Said.After(new SampleOutcome("test/1", 1, "a bag", "a bag", true, 0, [attack]), 0, members).IsRight;

        Assert.True(After(Felled("square"), "apgd-ce", "apgd-t"));
        Assert.False(After(Felled("apgd-t"), "apgd-ce", "apgd-t"));
        Assert.True(After(new AttackOutcome(0.1, true, null, null), "apgd-ce"));
        Assert.False(After(new AttackOutcome(0.1, false, null, null), "apgd-ce"));
    }

    [Theory]
    [InlineData("a photo of a T-shirt.", "t-shirt", true), InlineData("a photo of a t-shirt", "shirt", false), InlineData("an ankle boot", "ankle boot", true)]
    [InlineData("a boot for the ankle", "ankle boot", false), InlineData("", "bag", false), InlineData("bags", "bag", false)]
    public void A_caption_names_a_class_by_its_whole_word(string caption, string word, bool expected) => Assert.Equal(expected, CaptionTask.Names(caption, word));

    [Fact]
    public void The_attacked_tokens_of_a_caption_are_those_that_name_the_class()
    {
        foreach (ClassWord word in Dataset.Classes)
        {
            string[] captions = [.. Sentences.CaptionTemplates.Select(template => Sentences.Fill(template, word))];
            BpeTokenizer tokenizer = BpeTokenizer.Train(captions, 400);
            foreach (string caption in captions)
            {
                (int first, int count) = CaptionTask.Naming(tokenizer, caption, word.Phrase);
                Assert.Equal(" " + word.Phrase, tokenizer.Decode(tokenizer.Encode(" " + caption).Skip(first).Take(count)));
            }
        }

        BpeTokenizer other = BpeTokenizer.Train(["a blue thing"], 300);
        Assert.Equal((0, other.Encode(" a blue thing").Length), CaptionTask.Naming(other, "a blue thing", "a bag"));
    }
}
