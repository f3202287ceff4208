using Rampart.Pipeline;

namespace Rampart.Coordination.Planning;

/// <summary>
/// Which stages of a run are open. It follows a run forward, so that looking at a run costs what its open stages cost and not what the
/// pipeline does; a run from which a result was taken back is followed by a new one.
/// </summary>
sealed class StageFrontier
{
    readonly PipelineDefinition _pipeline;
    readonly StageCatalog _catalog;
    readonly Dictionary<string, int> _waitsFor = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _neededBy = new(StringComparer.Ordinal);
    readonly ILookup<string, (PipelineStage Stage, int Place)> _dependents;

    /// <summary>The stages that are open in this state.</summary>
    public StageFrontier(PipelineDefinition pipeline, StageCatalog catalog, RunState state)
    {
        (_pipeline, _catalog) = (pipeline, catalog);
        _dependents = pipeline.Stages.Index()
            .SelectMany(entry => Upstream(entry.Item).Select(link => (link, entry)))
            .ToLookup(pair => pair.link, pair => (pair.entry.Item, pair.entry.Index), StringComparer.Ordinal);
        foreach (var (place, stage) in pipeline.Stages.Index())
        {
            _waitsFor[stage.Name] = Upstream(stage).Count(link => !state[link].IsComplete);
            _neededBy[stage.Name] = _dependents[stage.Name].Count(dependent => !state[dependent.Stage.Name].IsComplete);
            if (_waitsFor[stage.Name] == 0 && !state[stage.Name].IsComplete)
            {
                Open.Add(new OpenStage(place, stage, catalog[stage.Kind]));
            }
        }
    }

    /// <summary>The open stages in the pipeline's order.</summary>
    public List<OpenStage> Open { get; } = [];

    /// <summary>Whether some stage that is not complete refers to this one.</summary>
    public bool IsNeeded(string stage) => _neededBy[stage] > 0;

    /// <summary>Takes off a stage that is complete and opens what waited for nothing else. Returns the stages that nobody needs any more.</summary>
    public IReadOnlyList<string> Close(OpenStage closed)
    {
        Open.Remove(closed);
        foreach (var (stage, place) in _dependents[closed.Name])
        {
            if (--_waitsFor[stage.Name] == 0)
            {
                var at = Open.FindIndex(open => open.Place > place);
                Open.Insert(at < 0 ? Open.Count : at, new OpenStage(place, stage, _catalog[stage.Kind]));
            }
        }
        return [.. Upstream(closed.Stage).Where(link => --_neededBy[link] == 0)];
    }

    static IEnumerable<string> Upstream(PipelineStage stage) => stage.Links.Select(link => link.Stage).Distinct(StringComparer.Ordinal);
}
