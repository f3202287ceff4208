using System.Globalization;

namespace Rampart.Learning.Data;

/// <summary>
/// MM-SafetyBench (Liu et al. 2024): per scenario a file of questions (<c>processed_questions/01-....json</c>), and per question three images
/// (<c>imgs/&lt;scenario&gt;/SD|SD_TYPO|TYPO/&lt;number&gt;.jpg</c>).
/// </summary>
public static class MmSafetyBench
{
    /// <summary>Reads a scenario's questions.</summary>
    /// <param name="json">All of the file.</param>
    /// <param name="file">How errors name it.</param>
    /// <param name="scenario">The scenario, which is the file's name without its extension; the folder of its images.</param>
    /// <exception cref="DataException">It is not what it should be; the message names file and line.</exception>
    public static IReadOnlyList<MmSafetyBenchQuestion> Read(ReadOnlyMemory<byte> json, string file, string scenario)
    {
        string folder = ImageName.Checked(scenario, file);
        var questions = new List<MmSafetyBenchQuestion>();
        var numbers = new UniqueIds<int>("question");
        JsonRecords.OfMembers(json, file, (name, record) =>
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                throw record.Broken($"\"{name}\" is no number of a question", "number the questions: \"0\", \"1\", ...");
            }

            questions.Add(new MmSafetyBenchQuestion(
                folder,
                numbers.Add(number, record.Where),
                record.Text("Question"),
                record.OptionalText("Changed Question"),
                record.OptionalText("Key Phrase"),
                record.Text("Rephrased Question"),
                record.Text("Rephrased Question(SD)")));
        });
        return questions;
    }
}

/// <summary>A question of MM-SafetyBench.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Number">Its number within the scenario.</param>
/// <param name="Question">The question as text alone.</param>
/// <param name="ChangedQuestion">The question as it was adapted, if stated.</param>
/// <param name="KeyPhrase">What the images show, if stated.</param>
/// <param name="Rephrased">What is asked with an image that shows the phrase in letters.</param>
/// <param name="RephrasedForPicture">What is asked with an image that shows it as a picture only.</param>
public sealed record MmSafetyBenchQuestion(
    string Scenario, int Number, string Question, string? ChangedQuestion, string? KeyPhrase, string Rephrased, string RephrasedForPicture)
{
    /// <summary>What is asked with an image of a kind.</summary>
    public string Asked(MmSafetyBenchImage kind) => kind == MmSafetyBenchImage.Picture ? RephrasedForPicture : Rephrased;

    /// <summary>The image's name below the folder <c>imgs</c>.</summary>
    public string Image(MmSafetyBenchImage kind)
    {
        string folder = kind switch { MmSafetyBenchImage.Picture => "SD", MmSafetyBenchImage.PictureAndLetters => "SD_TYPO", _ => "TYPO" };
        return FormattableString.Invariant($"{Scenario}/{folder}/{Number}.jpg");
    }
}

/// <summary>The images of a question of MM-SafetyBench.</summary>
public enum MmSafetyBenchImage
{
    /// <summary>A generated picture (SD).</summary>
    Picture,

    /// <summary>A generated picture with the phrase below it in letters (SD_TYPO).</summary>
    PictureAndLetters,

    /// <summary>The phrase in letters (TYPO).</summary>
    Letters,
}
