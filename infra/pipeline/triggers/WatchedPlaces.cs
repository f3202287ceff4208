namespace Rampart.Pipeline.Triggers;

/// <summary>The places in which the triggers of a pipeline watch for files.</summary>
public static class WatchedPlaces
{
    /// <summary>Each source of data with its place.</summary>
    public static IEnumerable<(DataArrived Source, ArrivalPlace Place)> Of(PipelineDefinition pipeline, StageCatalog catalog) =>
        from source in (pipeline.Triggers?.On ?? []).OfType<DataArrived>()
        let place = source.Place is { } named ? new ArrivalPlace(named, source.Prefix ?? "") : OfStage(pipeline, catalog, source.Stage!)
        where place is not null
        select (source, place);

    static ArrivalPlace? OfStage(PipelineDefinition pipeline, StageCatalog catalog, string name) =>
        pipeline.Stages.FirstOrDefault(stage => stage.Name == name) is { } stage ? catalog[stage.Kind].Arrivals(stage.Parameters) : null;
}
