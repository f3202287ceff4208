using System.Globalization;

namespace Rampart.Artifacts.Azure;

/// <summary>Where things are inside a container: the layout of a store's folder.</summary>
static class BlobNames
{
    public const string Runs = "runs/";

    public const string Journal = "journal/";

    public static string JournalSegment(string segment) => Journal + Artifacts.JournalSegment.CheckName(segment);

    public static string Blob(string digest) => $"blobs/sha256/{Digest.Check(digest, "The artifact")[..2]}/{digest}";

    public static string Manifest(string executionKey) => $"results/{Key(executionKey)[..2]}/{executionKey}.json";

    public static string ExecutionRecord(string executionKey) => $"results/{Key(executionKey)[..2]}/{executionKey}.execution.json";

    public static string Claim(string executionKey) => $"claims/{Key(executionKey)}";

    /// <summary>What the names of a log's segments begin with.</summary>
    public static string RunLog(string runId) => $"{Runs}{RunIds.Check(runId)}/log/";

    /// <summary>A segment of a run's log; names sort as the segments follow each other.</summary>
    public static string Segment(string runId, int number) => RunLog(runId) + number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The run and the number that a segment's name states; null when it is no segment's name.</summary>
    public static (string RunId, int Number)? ParseSegment(string name) =>
        name.Split('/') is ["runs", var runId, "log", { Length: 6 } number]
        && RunIds.IsValid(runId)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed)
            ? (runId, parsed)
            : null;

    static string Key(string executionKey) => Digest.Check(executionKey, "The execution key");
}
