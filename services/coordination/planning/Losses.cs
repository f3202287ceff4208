using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>What follows for a run when an artifact is gone that its items had made.</summary>
public static class Losses
{
    /// <summary>How often one item may lose its result before the run gives up.</summary>
    public const int Most = 3;

    /// <summary>The items whose result stands after these events and names the artifact among its outputs: all of them are void without it.</summary>
    public static IReadOnlyList<ItemCompleted> Makers(IEnumerable<RunEvent> events, ArtifactRef artifact)
    {
        var makers = new Dictionary<ItemId, ItemCompleted>();
        foreach (var happened in events)
        {
            if (happened is ItemCompleted completed && completed.Outputs.Any(output => output.Artifact.Digest == artifact.Digest))
            {
                makers[new ItemId(completed.Stage, completed.Item)] = completed;
            }
            else if (happened is ItemLost lost)
            {
                makers.Remove(new ItemId(lost.Stage, lost.Item));
            }
        }
        return [.. makers.Values];
    }

    /// <summary>
    /// What to append: the loss of every maker; or the end of the run when the artifact came from outside, so that no item can make it
    /// again, or when it was made again too often.
    /// </summary>
    public static IReadOnlyList<RunEvent> Of(RunState state, ArtifactRef artifact, IReadOnlyList<ItemCompleted> makers)
    {
        if (state.Started!.Sources.FirstOrDefault(source => source.Artifact.Digest == artifact.Digest) is { } source)
        {
            return [new RunFailed(new Failure(
                $"The source file \"{source.Role}\" is missing from the store or damaged there.", $"artifact {artifact.Digest}",
                "Start the same pipeline again, which imports its files; or put the file back and retry this run.", Permanent: true))];
        }
        var worn = makers.FirstOrDefault(maker => state.Losses.GetValueOrDefault(new ItemId(maker.Stage, maker.Item)) >= Most);
        return worn is null
            ? [.. makers.Select(maker => new ItemLost(maker.Stage, maker.Item, artifact))]
            : [new RunFailed(new Failure(
                $"An artifact was made {Most + 1} times and is missing or damaged again.",
                $"stage {worn.Stage}, item {worn.Item}, artifact {artifact.Digest}",
                "Look at the disk or the container that holds the store, and at whatever deletes from it; then retry this run.", Permanent: true))];
    }
}
