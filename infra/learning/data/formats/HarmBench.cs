namespace Rampart.Learning.Data;

/// <summary>HarmBench (Mazeika et al. 2024): behaviors as comma-separated values; <c>harmbench_behaviors_text_*.csv</c> and <c>..._multimodal_*.csv</c>.</summary>
public static class HarmBench
{
    private static readonly string[] Needed = ["Behavior", "FunctionalCategory", "SemanticCategory", "Tags", "BehaviorID"];

    /// <summary>Reads a file of either kind.</summary>
    /// <param name="csv">All of it.</param>
    /// <param name="file">How errors name it.</param>
    /// <exception cref="DataException">It is not what it should be; the message names file and line.</exception>
    public static IReadOnlyList<HarmBenchBehavior> Read(ReadOnlyMemory<byte> csv, string file)
    {
        var behaviors = new List<HarmBenchBehavior>();
        var ids = new UniqueIds<string>("behavior");
        CsvRecords.Read(csv, file, (fields, where) => behaviors.Add(new HarmBenchBehavior(
            ids.Add(Filled(fields, "BehaviorID", where), where),
            Filled(fields, "Behavior", where),
            Field(fields, "FunctionalCategory", where) ?? "",
            Field(fields, "SemanticCategory", where) ?? "",
            (Field(fields, "Tags", where) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Field(fields, "ContextString", where),
            Field(fields, "ImageFileName", where) is { } image ? ImageName.Checked(image, where) : null,
            Field(fields, "RedactedImageDescription", where))));
        return behaviors;
    }

    private static string Filled(IReadOnlyDictionary<string, string> fields, string column, string where) =>
        Field(fields, column, where) ?? throw new DataException($"the field {column} is empty", where, "fill it");

    private static string? Field(IReadOnlyDictionary<string, string> fields, string column, string where)
    {
        if (fields.TryGetValue(column, out string? text))
        {
            return text.Length > 0 ? text : null;
        }

        return Needed.Contains(column)
            ? throw new DataException($"there is no column {column}", where, $"begin the file with a line that has {string.Join(", ", Needed)}")
            : null;
    }
}

/// <summary>A behavior of HarmBench.</summary>
/// <param name="Id">Unique within the file.</param>
/// <param name="Behavior">What is asked.</param>
/// <param name="FunctionalCategory"><c>standard</c>, <c>contextual</c>, <c>copyright</c> or <c>multimodal</c>.</param>
/// <param name="SemanticCategory">The kind of harm.</param>
/// <param name="Tags">Further marks.</param>
/// <param name="Context">What stands before the question in contextual behaviors.</param>
/// <param name="Image">The image's name below the folder of images, in multimodal behaviors.</param>
/// <param name="ImageDescription">What a judge is told about the image.</param>
public sealed record HarmBenchBehavior(
    string Id,
    string Behavior,
    string FunctionalCategory,
    string SemanticCategory,
    IReadOnlyList<string> Tags,
    string? Context,
    string? Image,
    string? ImageDescription);
