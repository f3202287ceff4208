using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Safetensors;
using Rampart.Stages;

namespace Rampart.Replay;

/// <summary>Finds the optimizer step at which two trainings part, from what their segments wrote down of every step.</summary>
/// <param name="there">Where the recorded artifacts are read from.</param>
/// <param name="here">Where the others are read from.</param>
public sealed class StepComparison(IArtifactStore there, IArtifactStore here)
{
    const string StepField = "step";

    /// <summary>The first step that differs, by its trace and by its figures; null when the outputs hold neither, or equal ones.</summary>
    public async Task<FirstStep?> FindAsync(IReadOnlyList<ArtifactReport> outputs, CancellationToken cancellation)
    {
        FirstStep? figure = await FindAsync(outputs, TrainingRoles.Metrics, Figure, cancellation);
        FirstStep? traced = await FindAsync(outputs, TrainingRoles.Trace, Traced, cancellation);
        return (traced, figure) switch
        {
            (null, _) => figure,
            (_, null) => traced,
            _ when figure.Step == traced.Step => traced with { Figure = figure.Figure, There = figure.There, Here = figure.Here },
            _ => traced.Step < figure.Step ? traced : figure,
        };
    }

    async Task<FirstStep?> FindAsync(
        IReadOnlyList<ArtifactReport> outputs, string role, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, FirstStep?> compare, CancellationToken cancellation)
    {
        if (outputs.FirstOrDefault(output => output.Role == role) is not { IsEqual: false, There: { } recorded, Here: { } replayed })
        {
            return null;
        }
        try
        {
            return compare(await there.InspectAsync(recorded, cancellation), await here.InspectAsync(replayed, cancellation));
        }
        catch (Exception e) when (e is SafetensorsException or JsonException or ArtifactGoneException)
        {
            // What can't be read tells nothing of steps; that it differs is told in any case.
            return null;
        }
    }

    static FirstStep? Traced(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> replayed) =>
        TraceComparison.Compare(recorded, replayed) is TraceDifference difference
            ? new FirstStep(difference.Step, difference.OtherBatch, difference.Parameter, null, null, null)
            : null;

    static FirstStep? Figure(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> replayed)
    {
        if (JsonFiles.Records(recorded, replayed) is not FieldDifference { Record: { } number } difference)
        {
            return null;
        }
        using JsonDocument record = JsonDocument.Parse(JsonFiles.Record(recorded, number));
        long step = record.RootElement.TryGetProperty(StepField, out JsonElement value) && value.TryGetInt64(out long stated) ? stated : number;
        return new FirstStep(step, null, null, difference.Path.Split('.')[^1], difference.Left, difference.Right);
    }
}
