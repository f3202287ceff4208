using System.Diagnostics.CodeAnalysis;

namespace Rampart.Pipeline;

/// <summary>Puts stages after those they refer to.</summary>
static class StageOrder
{
    /// <summary>The stages, each after its links, otherwise in the given order; or a circle of names in which each refers to the next.</summary>
    public static bool TryOrder(
        IReadOnlyList<PipelineStage> stages,
        out IReadOnlyList<PipelineStage> ordered,
        [NotNullWhen(false)] out IReadOnlyList<string>? circle)
    {
        var byName = stages.ToDictionary(stage => stage.Name, StringComparer.Ordinal);
        var order = new List<PipelineStage>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var stage in stages)
        {
            if (!Visit(stage, byName, order, done, path))
            {
                ordered = [];
                circle = [.. path.SkipWhile(name => name != path[^1])];
                return false;
            }
        }
        ordered = order;
        circle = null;
        return true;
    }

    // Depth first; the depth is at most the number of stages, which the bound on a file's size keeps small.
    static bool Visit(
        PipelineStage stage, Dictionary<string, PipelineStage> byName, List<PipelineStage> order, HashSet<string> done, List<string> path)
    {
        if (done.Contains(stage.Name))
        {
            return true;
        }
        var again = path.Contains(stage.Name);
        path.Add(stage.Name);
        if (again)
        {
            return false;
        }
        foreach (var link in stage.Links)
        {
            if (!Visit(byName[link.Stage], byName, order, done, path))
            {
                return false;
            }
        }
        path.RemoveAt(path.Count - 1);
        done.Add(stage.Name);
        order.Add(stage);
        return true;
    }
}
