namespace Rampart.Investigation;

/// <summary>The steps of a lineage that belong to one stage.</summary>
/// <param name="Number">Its number, from 1, after those that it reads from.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Steps">Its steps, by name.</param>
/// <param name="Reads">The numbers of the groups that it reads from, with how many artifacts.</param>
/// <param name="Sources">What it reads that arrived from outside, or whose origin nobody knows.</param>
/// <param name="IsChain">Whether its steps read from each other.</param>
public sealed record LineageGroup(
    int Number, string Stage, IReadOnlyList<LineageStep> Steps, IReadOnlyList<(int Group, int Artifacts)> Reads,
    IReadOnlyList<LineageArtifact> Sources, bool IsChain)
{
    /// <summary>The groups of a lineage, from the data to the artifact.</summary>
    public static IReadOnlyList<LineageGroup> Of(Lineage lineage)
    {
        List<string> stages = [.. lineage.Steps.Select(step => step.Id.Stage).Distinct()];
        Dictionary<string, int> numbers = stages.Index().ToDictionary(stage => stage.Item, stage => stage.Index + 1, StringComparer.Ordinal);
        ILookup<string, LineageStep> steps = lineage.Steps.ToLookup(step => step.Id.Stage);
        return [.. stages.Select(stage => Of(lineage, numbers, stage, steps[stage]))];
    }

    static LineageGroup Of(Lineage lineage, Dictionary<string, int> numbers, string stage, IEnumerable<LineageStep> steps)
    {
        LineageStep[] ordered = [.. steps.OrderBy(step => step.Id.Item, StringComparer.Ordinal)];
        // Segments read the same thousands of shards again and again.
        var inputs = new HashSet<int>();
        foreach (LineageStep step in ordered)
        {
            inputs.UnionWith(step.Inputs);
        }
        LineageArtifact[] read = [.. inputs.Order().Select(place => lineage.Artifacts[place])];
        ILookup<int, LineageArtifact> made = read.Where(artifact => artifact.Maker is not null)
            .ToLookup(artifact => numbers[lineage.Steps[artifact.Maker!.Value].Id.Stage]);
        return new LineageGroup(
            numbers[stage], stage, ordered,
            [.. made.Where(group => group.Key != numbers[stage]).Select(group => (group.Key, group.DistinctBy(artifact => artifact.Artifact.Digest).Count())).Order()],
            [.. read.Where(artifact => artifact.Maker is null).DistinctBy(artifact => artifact.Artifact.Digest)],
            made.Contains(numbers[stage]));
    }
}
