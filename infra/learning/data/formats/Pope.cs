namespace Rampart.Learning.Data;

/// <summary>POPE (Li et al. 2023): one yes-no question per line, such as <c>coco_pope_random.json</c>.</summary>
public static class Pope
{
    /// <summary>Reads a file.</summary>
    /// <param name="lines">All of it: JSON, one object per line.</param>
    /// <param name="file">How errors name it.</param>
    /// <exception cref="DataException">It is not what it should be; the message names file and line.</exception>
    public static IReadOnlyList<PopeQuestion> Read(ReadOnlyMemory<byte> lines, string file)
    {
        var questions = new List<PopeQuestion>();
        var ids = new UniqueIds<long>("question");
        JsonRecords.OfLines(lines, file, record => questions.Add(new PopeQuestion(
            ids.Add(record.Number("question_id"), record.Where),
            ImageName.Checked(record.Text("image"), record.Where),
            record.Text("text"),
            IsYes(record))));
        return questions;
    }

    private static bool IsYes(JsonRecord record) => record.Text("label") switch
    {
        "yes" => true,
        "no" => false,
        string other => throw record.Broken($"the label is \"{other}\"", "write yes or no"),
    };
}

/// <summary>A question of POPE.</summary>
/// <param name="Id">Unique within the file.</param>
/// <param name="Image">The image's name below the folder of images.</param>
/// <param name="Question">The question.</param>
/// <param name="IsYes">Whether yes is right.</param>
public sealed record PopeQuestion(long Id, string Image, string Question, bool IsYes);
