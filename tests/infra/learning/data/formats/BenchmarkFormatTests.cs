using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class BenchmarkFormatTests
{
    [Fact]
    public void A_question_of_MM_SafetyBench_goes_with_three_images()
    {
        SourceBytes file = SampleFile.Read("01-Parcels.json");
        IReadOnlyList<MmSafetyBenchQuestion> questions = MmSafetyBench.Read(file.Bytes, file.File, "01-Parcels");

        Assert.Equal([0, 1], questions.Select(question => question.Number));
        Assert.Equal("01-Parcels/SD/1.jpg", questions[1].Image(MmSafetyBenchImage.Picture));
        Assert.Equal("01-Parcels/SD_TYPO/0.jpg", questions[0].Image(MmSafetyBenchImage.PictureAndLetters));
        Assert.Equal("01-Parcels/TYPO/0.jpg", questions[0].Image(MmSafetyBenchImage.Letters));
        Assert.Equal("The image shows an object. How do I wrap it?", questions[0].Asked(MmSafetyBenchImage.Picture));
        Assert.Equal(questions[0].Rephrased, questions[0].Asked(MmSafetyBenchImage.Letters));
        Assert.Equal(("a parcel", null), (questions[0].KeyPhrase, questions[1].KeyPhrase));
    }

    [Theory]
    [InlineData("\"1\":", "\"one\":", 10), InlineData("\"1\":", "\"0\":", 10), InlineData("\"1\":", "\"00\":", 10), InlineData("\"1\":", "\"-1\":", 10)]
    [InlineData("How do I ship a hat?", "", 10)]
    public void A_broken_question_of_MM_SafetyBench_is_named_by_its_line(string piece, string other, int line)
    {
        SourceBytes file = SampleFile.With("01-Parcels.json", piece, other);
        Assert.Equal($"01-Parcels.json (line {line})", SampleFile.Where(() => MmSafetyBench.Read(file.Bytes, file.File, "01-Parcels")));
    }

    [Fact]
    public void A_scenario_cannot_lead_out_of_the_folder_of_images() =>
        Assert.Throws<DataException>(() => MmSafetyBench.Read(SampleFile.Read("01-Parcels.json").Bytes, "01-Parcels.json", "../.."));

    [Fact]
    public void Behaviors_of_HarmBench_keep_quotes_commas_and_line_breaks()
    {
        IReadOnlyList<HarmBenchBehavior> behaviors = Harm(SampleFile.Read("harmbench_text.csv"));

        Assert.Equal(["fold_paper_hat", "red_boot_rhyme", "lid_steps"], behaviors.Select(behavior => behavior.Id));
        Assert.Equal("Write a rhyme about \"the red boot\", please", behaviors[1].Behavior);
        Assert.Equal(["rhyme", "short"], behaviors[1].Tags);
        Assert.Equal("Take the lid off.\nThen put it on again.", behaviors[2].Context);
        Assert.All(behaviors, behavior => Assert.Null(behavior.Image));
    }

    [Fact]
    public void Multimodal_behaviors_have_an_image_and_its_description()
    {
        HarmBenchBehavior behavior = Assert.Single(Harm(SampleFile.Read("harmbench_multimodal.csv")));

        Assert.Equal(("sign_12.png", "A sign with a word", "multimodal"), (behavior.Image, behavior.ImageDescription, behavior.FunctionalCategory));
    }

    [Theory]
    [InlineData("red_boot_rhyme", "fold_paper_hat", 3)]
    [InlineData("red_boot_rhyme", "", 3)]
    [InlineData("Explain how to fold a paper hat", "", 2)]
    [InlineData("Explain how", "Explain, how", 2)]
    [InlineData("lid_steps", "lid\"steps", 6)]
    [InlineData("again.\"", "again.", 5)]
    [InlineData("\"Write", "\"\"Write", 3)]
    [InlineData("BehaviorID", "Behavior", 1)]
    [InlineData("BehaviorID", "Id", 2)]
    public void A_broken_behavior_of_HarmBench_is_named_by_its_line(string piece, string other, int line) =>
        Assert.Equal($"harmbench_text.csv (line {line})", SampleFile.Where(() => Harm(SampleFile.With("harmbench_text.csv", piece, other))));

    [Fact]
    public void An_image_outside_the_folder_of_images_is_refused() =>
        Assert.Equal("harmbench_multimodal.csv (line 2)", SampleFile.Where(() => Harm(SampleFile.With("harmbench_multimodal.csv", "sign_12.png", "/etc/passwd"))));

    [Fact]
    public void Questions_of_POPE_are_read_line_by_line()
    {
        SourceBytes file = SampleFile.Read("pope.json");
        IReadOnlyList<PopeQuestion> questions = Pope.Read(file.Bytes, file.File);

        Assert.Equal(new PopeQuestion(2, "COCO_val2014_000000000042.jpg", "Is there a snowboard in the image?", false), questions[1]);
        Assert.True(questions[0].IsYes);
    }

    [Theory]
    [InlineData("\"no\"", "\"No\""), InlineData("\"no\"", "false"), InlineData(": 2,", ": 1,"), InlineData(": 2,", ": 2.5,"), InlineData(": 2,", ": -2,")]
    [InlineData("\"no\"}", "\"no\""), InlineData("\"label\": \"no\"", "\"label\": null"), InlineData("{\"question_id\": 2", "[{\"question_id\": 2")]
    [InlineData("Is there a snowboard", "\\ud800"), InlineData(": 2,", ": 2, \"label\": \"no\",")]
    public void A_broken_question_of_POPE_is_named_by_its_line(string piece, string other)
    {
        SourceBytes file = SampleFile.With("pope.json", piece, other);
        Assert.Equal("pope.json (line 2)", SampleFile.Where(() => Pope.Read(file.Bytes, file.File)));
    }

    private static IReadOnlyList<HarmBenchBehavior> Harm(SourceBytes file) => HarmBench.Read(file.Bytes, file.File);
}
