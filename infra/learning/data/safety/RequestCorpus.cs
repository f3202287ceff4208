namespace Rampart.Learning.Data;

/// <summary>The unsafe instructions of published sets, as texts: what is asked, without the sets' own images.</summary>
public static class RequestCorpus
{
    /// <summary>HarmBench's behaviors that need no image, the context first where there is one.</summary>
    /// <exception cref="DataException">The file is not what it should be, or holds none.</exception>
    public static IReadOnlyList<string> HarmBench(SourceBytes csv) => Some(csv, Data.HarmBench.Read(csv.Bytes, csv.File)
        .Where(behavior => behavior.Image is null)
        .Select(behavior => behavior.Context is { } context ? $"{context}\n{behavior.Behavior}" : behavior.Behavior));

    /// <summary>The questions of a scenario of MM-SafetyBench, as text alone.</summary>
    /// <exception cref="DataException">The file is not what it should be, or holds none.</exception>
    public static IReadOnlyList<string> MmSafetyBench(SourceBytes json) =>
        Some(json, Data.MmSafetyBench.Read(json.Bytes, json.File, "scenario").Select(question => question.Question));

    /// <summary>The unsafe instructions that VLGuard gives about safe images.</summary>
    /// <exception cref="DataException">The file is not what it should be, or holds none.</exception>
    public static IReadOnlyList<string> VlGuard(SourceBytes json) => Some(json, Data.VlGuard.Read(json.Bytes, json.File)
        .SelectMany(record => record.Instructions)
        .Where(instruction => instruction.Subset == VlGuardSubset.SafeUnsafes)
        .Select(instruction => instruction.Instruction));

    private static string[] Some(SourceBytes source, IEnumerable<string> requests)
    {
        string[] found = [.. requests.Distinct(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new DataException("there is no unsafe instruction in it", source.File, "name a file that holds some");
    }
}
