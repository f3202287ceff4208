using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>Removes what is kept no longer whenever a segment begins. It waits for nobody, and nobody for it.</summary>
sealed partial class RetentionOnRotation(JournalRetention retention, ILogger<RetentionOnRotation> logger)
{
    public void Run() => _ = Task.Run(RunAsync);

    async Task RunAsync()
    {
        try
        {
            IReadOnlyList<JournalSegment> gone = await retention.RemoveAsync(await retention.PlanAsync(CancellationToken.None), CancellationToken.None);
            if (gone.Count > 0)
            {
                LogRemoved(gone.Count, gone.Sum(segment => segment.Bytes));
            }
        }
        catch (Exception e)
        {
            LogFailed(e, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Segments} old segments of the journal, {Bytes} bytes.")]
    partial void LogRemoved(int segments, long bytes);

    [LoggerMessage(LogLevel.Warning, "Old segments of the journal could not be removed: {Why} It is tried again with the next segment.")]
    partial void LogFailed(Exception e, string why);
}
