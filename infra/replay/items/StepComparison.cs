using System.Text.Json;
using Rampart.Artifacts;

namespace Rampart.Replay;

/// <summary>Finds the optimizer step at which two trainings part, from what their segments wrote down.</summary>
/// <param name="there">Where the recorded artifacts are read from.</param>
/// <param name="here">Where the others are read from.</param>
public sealed class StepComparison(IArtifactStore there, IArtifactStore here)
{
    const string MetricsRole = "metrics", StepField = "step";

    /// <summary>The first step whose figures differ; null when the outputs hold no figures of steps, or equal ones.</summary>
    public async Task<FirstStep?> FindAsync(IReadOnlyList<ArtifactReport> outputs, CancellationToken cancellation) =>
        outputs.FirstOrDefault(output => output.Role == MetricsRole) is { IsEqual: false, There: { } recorded, Here: { } replayed }
            ? First(await there.ReadAsync(recorded, cancellation), await here.ReadAsync(replayed, cancellation))
            : null;

    static FirstStep? First(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> replayed)
    {
        if (JsonFiles.Records(recorded, replayed) is not FieldDifference { Record: { } number } difference)
        {
            return null;
        }
        using JsonDocument record = JsonDocument.Parse(JsonFiles.Record(recorded, number));
        long step = record.RootElement.TryGetProperty(StepField, out JsonElement value) && value.TryGetInt64(out long stated) ? stated : number;
        return new FirstStep(step, null, difference.Path.Split('.')[^1], difference.Left, difference.Right);
    }
}
