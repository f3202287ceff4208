using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class DialogueMakerTests
{
    private static readonly ImageSet Images = new FashionMnist().Open("train", IdxBytes.FashionMnist(200));
    private static readonly IReadOnlyList<Sample> Samples = Make(new DialogueOptions(Captions: 2, Presence: 6));

    [Fact]
    public void Questions_of_presence_are_answered_by_what_the_image_shows()
    {
        foreach (Sample sample in Samples)
        {
            Assert.All(Presence(sample), dialogue => Assert.Equal(
                dialogue.Question == $"Is there {sample.Answer} in the image?" ? "yes" : "no", dialogue.Answer));
        }
    }

    [Fact]
    public void They_are_balanced_and_begin_with_either_answer()
    {
        Assert.All(Samples, sample => Assert.Equal(3, Presence(sample).Count(dialogue => dialogue.Answer == "yes")));
        Assert.Equal(["no", "yes"], Samples.Select(sample => Presence(sample)[0].Answer).Distinct().Order());
    }

    [Fact]
    public void Absent_things_differ_within_a_sample_and_all_classes_get_their_turn()
    {
        Assert.All(Samples, sample => Assert.Equal(
            3, Presence(sample).Where(dialogue => dialogue.Answer == "no").Select(dialogue => dialogue.Question).Distinct().Count()));
        Assert.Equal(10, Samples.SelectMany(Presence).Where(dialogue => dialogue.Answer == "no").Select(dialogue => dialogue.Question).Distinct().Count());
    }

    [Fact]
    public void Captions_are_the_samples_own()
    {
        foreach (Sample sample in Samples)
        {
            string[] answers = [.. sample.Dialogues!.Where(dialogue => dialogue.Kind == Dialogue.Caption).Select(dialogue => dialogue.Answer)];
            Assert.Equal(sample.Captions.Take(2), answers);
        }
    }

    [Fact]
    public void Conversations_are_the_questions_and_the_dialogues()
    {
        Sample sample = Samples[9];

        Assert.Equal(2 + 8, sample.Conversations().Count);
        Assert.All(sample.Conversations().Take(2), dialogue => Assert.Equal((Dialogue.Naming, "an ankle boot"), (dialogue.Kind, dialogue.Answer)));
        Assert.Equal(2, (sample with { Dialogues = null }).Conversations().Count);
    }

    private static Dialogue[] Presence(Sample sample) => [.. sample.Dialogues!.Where(dialogue => dialogue.Kind == Dialogue.Presence)];

    private static IReadOnlyList<Sample> Make(DialogueOptions options) =>
        new SampleMaker(new FashionMnist().Classes, captions: 3, questions: 2, seed: 4).With(options).Make(Images, 0, 200).Samples;
}
