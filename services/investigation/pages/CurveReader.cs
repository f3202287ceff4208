using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Pages;

/// <summary>Reads the loss of two outputs of a training.</summary>
sealed class CurveReader(IArtifactStore there, IArtifactStore here)
{
    static readonly string[] Figures = ["loss", "reward_margin"];

    /// <summary>The curves of an item, if it has any; what can't be read has none.</summary>
    public async Task<IReadOnlyList<CurvePair>> ReadAsync(ItemReport item, CancellationToken cancellation)
    {
        if (item.Artifacts.FirstOrDefault(output => output.Role == TrainingRoles.Metrics) is not { There: { } recorded, Here: { } replayed } output)
        {
            return [];
        }
        try
        {
            IReadOnlyList<StepFigures> one = await StepsAsync(there, recorded, cancellation);
            IReadOnlyList<StepFigures> other = output.IsEqual ? one : await StepsAsync(here, replayed, cancellation);
            return
            [
                .. Figures.Where(figure => one.Any(step => step.Values.ContainsKey(figure)))
                    .Select(figure => Pair(item, figure, Of(one, figure), Of(other, figure))),
            ];
        }
        catch (Exception e) when (e is ArtifactException or JsonException or StageException)
        {
            return [];
        }
    }

    static async Task<IReadOnlyList<StepFigures>> StepsAsync(IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellation) =>
        [.. JsonLines.Read<StepFigures>(await artifacts.InspectAsync(artifact, cancellation), "metrics").Where(step => step.Values is not null)];

    static List<(long Step, double Value)> Of(IEnumerable<StepFigures> steps, string figure) =>
        [.. steps.Where(step => step.Values.ContainsKey(figure)).Select(step => (step.Step, step.Values[figure]))];

    static CurvePair Pair(ItemReport item, string figure, List<(long Step, double Value)> one, List<(long Step, double Value)> other)
    {
        int same = one.Zip(other).TakeWhile(pair => pair.First.Equals(pair.Second)).Count();
        long? parts = same < one.Count ? one[same].Step : same < other.Count ? other[same].Step : null;
        return new CurvePair($"{item.Stage}/{item.Item}: {figure}", one, other, parts);
    }
}
