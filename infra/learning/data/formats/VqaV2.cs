namespace Rampart.Learning.Data;

/// <summary>VQA v2 (Goyal et al. 2017): a file of questions and a file of annotations with ten human answers to each.</summary>
public static class VqaV2
{
    private const int FewestAnswers = 2;
    private const int MostAnswers = 100;

    /// <summary>Reads the two files. Questions come in their own file's order.</summary>
    /// <param name="questions">The file of questions, with the name that errors use.</param>
    /// <param name="annotations">The file of annotations, with the name that errors use.</param>
    /// <exception cref="DataException">One is not what it should be, or the two do not belong together.</exception>
    public static IReadOnlyList<VqaQuestion> Read(SourceBytes questions, SourceBytes annotations)
    {
        var answers = new Dictionary<long, Annotation>();
        var annotated = new UniqueIds<long>("annotation of question");
        JsonRecords.OfLists(annotations.Bytes, annotations.File, new Dictionary<string, Action<JsonRecord>>
        {
            ["annotations"] = record => answers.Add(annotated.Add(record.Number("question_id"), record.Where), new Annotation(
                record.Number("image_id"),
                record.OptionalText("answer_type") ?? "",
                [.. record.Records("answers", FewestAnswers, MostAnswers).Select(answer => answer.AnyText("answer"))])),
        });

        var all = new List<VqaQuestion>();
        var asked = new UniqueIds<long>("question");
        JsonRecords.OfLists(questions.Bytes, questions.File, new Dictionary<string, Action<JsonRecord>>
        {
            ["questions"] = record =>
            {
                long id = asked.Add(record.Number("question_id"), record.Where), image = record.Number("image_id");
                if (!answers.Remove(id, out Annotation? annotation) || annotation.Image != image)
                {
                    throw record.Broken(
                        $"question {id} about image {image} has no annotation in {annotations.File}", "take both files from the same split");
                }

                all.Add(new VqaQuestion(id, image, record.Text("question"), annotation.AnswerType, annotation.Answers));
            },
        });
        return answers.Count == 0
            ? all
            : throw new DataException(
                $"{answers.Count} annotations belong to no question, the first to question {answers.Keys.First()}",
                annotations.File,
                "take both files from the same split");
    }

    private sealed record Annotation(long Image, string AnswerType, IReadOnlyList<string> Answers);
}

/// <summary>A question of VQA v2.</summary>
/// <param name="Id">Unique within the file.</param>
/// <param name="ImageId">The number of its image.</param>
/// <param name="Question">The question.</param>
/// <param name="AnswerType"><c>yes/no</c>, <c>number</c> or <c>other</c>; empty if not stated.</param>
/// <param name="Answers">What people answered, ten in VQA v2.</param>
public sealed record VqaQuestion(long Id, long ImageId, string Question, string AnswerType, IReadOnlyList<string> Answers)
{
    /// <summary>The image's name below the folder of a split such as <c>val2014</c>.</summary>
    public string Image(string split) => ImageName.Checked(FormattableString.Invariant($"COCO_{split}_{ImageId:D12}.jpg"), split);
}
