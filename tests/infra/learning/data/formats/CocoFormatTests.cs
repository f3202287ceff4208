using System.Text;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Data;

public class CocoFormatTests
{
    [Fact]
    public void Captions_go_to_their_images_in_the_order_of_the_images()
    {
        IReadOnlyList<CaptionedImage> images = Captions(SampleFile.Read("captions.json"));

        Assert.Equal([42, 7], images.Select(image => image.Id));
        Assert.Equal(["A shoe on a shelf", "There is a shoe."], images[0].Captions);
        Assert.Equal(("COCO_val2014_000000000007.jpg", "A red hat."), (images[1].Image, Assert.Single(images[1].Captions)));
    }

    [Theory]
    [InlineData("\"id\": 7,", "\"id\": 42,", "line 6")]
    [InlineData("\"id\": 2,", "\"id\": 1,", "line 11")]
    [InlineData("\"image_id\": 7", "\"image_id\": 8", "line 9")]
    [InlineData("\"image_id\": 7", "\"image_id\": 42", "line 6")]
    [InlineData("\"file_name\": \"COCO_val2014_000000000007.jpg\"", "\"file_name\": \"a/../../b.jpg\"", "line 6")]
    [InlineData("\"annotations\": [", "\"images\": [", "line 8")]
    [InlineData("\"images\": [", "\"images\": {}, \"more\": [", "line 4")]
    public void A_broken_record_is_named_by_its_line(string piece, string other, string place) =>
        Assert.Equal($"captions.json ({place})", SampleFile.Where(() => Captions(SampleFile.With("captions.json", piece, other))));

    [Fact]
    public void A_missing_list_is_named() => Assert.Contains(
        "annotations", Assert.Throws<DataException>(() => Captions(SampleFile.With("captions.json", "\"annotations\"", "\"captions\""))).What);

    [Fact]
    public void Questions_and_human_answers_are_joined_and_score()
    {
        IReadOnlyList<VqaQuestion> questions = Vqa(SampleFile.Read("vqa_questions.json"), SampleFile.Read("vqa_annotations.json"));

        Assert.Equal([42000, 7000], questions.Select(question => question.Id));
        Assert.Equal(("number", "COCO_val2014_000000000007.jpg"), (questions[1].AnswerType, questions[1].Image("val2014")));
        Assert.Equal(["1", "one", "2"], questions[1].Answers);
        // Of "1", "one", "2", two match: leaving a match out leaves one, leaving the other out leaves two.
        Assert.Equal(((1.0 / 3 * 2) + (2.0 / 3)) / 3, VqaAccuracy.Score("1", questions[1].Answers), 1e-12);
    }

    [Theory]
    [InlineData("\"question_id\": 7000", "\"question_id\": 42000", "vqa_questions.json (line 6)")]
    [InlineData("\"question_id\": 7000", "\"question_id\": 7001", "vqa_questions.json (line 6)")]
    [InlineData("\"image_id\": 7", "\"image_id\": 8", "vqa_questions.json (line 6)")]
    [InlineData(",\n    { \"question_id\": 7000, \"image_id\": 7, \"question\": \"How many hats are there?\" }", "", "vqa_annotations.json")]
    public void Files_that_do_not_belong_together_are_refused(string piece, string other, string where) => Assert.Equal(
        where, SampleFile.Where(() => Vqa(SampleFile.With("vqa_questions.json", piece, other), SampleFile.Read("vqa_annotations.json"))));

    [Theory]
    [InlineData("\"answer\": \"2\"", "\"answer\": 2", 3)]
    [InlineData("\"question_id\": 42000", "\"question_id\": 7000", 11)]
    [InlineData("{ \"answer\": \"a shoe\", \"answer_confidence\": \"yes\", \"answer_id\": 2 }", "null", 11)]
    public void A_broken_annotation_is_named_by_its_line(string piece, string other, int line) => Assert.Equal(
        $"vqa_annotations.json (line {line})",
        SampleFile.Where(() => Vqa(SampleFile.Read("vqa_questions.json"), SampleFile.With("vqa_annotations.json", piece, other))));

    [Fact]
    public void One_answer_is_too_few_to_leave_one_out()
    {
        SourceBytes cut = SampleFile.With(
            "vqa_annotations.json", "{ \"answer\": \"shoe\", \"answer_confidence\": \"yes\", \"answer_id\": 1 },", "");
        Assert.Equal("vqa_annotations.json (line 11)", SampleFile.Where(() => Vqa(SampleFile.Read("vqa_questions.json"), cut)));
    }

    // Whatever is cut off: an error of ours with the file's name, never another exception and never half a dataset.
    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] whole = SampleFile.Read("captions.json").Bytes.ToArray();
        int end = Encoding.UTF8.GetString(whole).LastIndexOf('}');
        for (int length = 0; length < end; length++)
        {
            string where = SampleFile.Where(() => CocoCaptions.Read(whole.AsMemory(0, length), "captions.json"));
            Assert.StartsWith("captions.json", where);
        }
    }

    [Fact]
    public void What_follows_the_value_or_nests_without_end_is_refused()
    {
        byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

        Assert.Equal("f (line 2)", SampleFile.Where(() => VlGuard.Read(Bytes("[]\n[]"), "f")));
        Assert.StartsWith("f (line", SampleFile.Where(() => VlGuard.Read(Bytes($"[{{\"id\":{new string('[', 100_000)}"), "f")));
        Assert.Equal("f (line 1)", SampleFile.Where(() => VlGuard.Read(Bytes("{}"), "f")));
        Assert.Equal("f (line 1)", SampleFile.Where(() => CocoCaptions.Read(Bytes("[]"), "f")));
        Assert.Empty(VlGuard.Read(Bytes("\uFEFF[]"), "f"));
    }

    private static IReadOnlyList<CaptionedImage> Captions(SourceBytes file) => CocoCaptions.Read(file.Bytes, file.File);

    private static IReadOnlyList<VqaQuestion> Vqa(SourceBytes questions, SourceBytes annotations) => VqaV2.Read(questions, annotations);
}
