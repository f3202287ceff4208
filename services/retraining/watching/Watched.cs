using Rampart.Pipeline;
using Rampart.Pipeline.Triggers;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>A watch as it is kept: its name, its version, and the pipeline that this one runs.</summary>
/// <param name="Definition">The version.</param>
/// <param name="Pipeline">The pipeline, which has triggers.</param>
sealed record Watched(WatchDefinition Definition, PipelineDefinition Pipeline)
{
    /// <summary>The watch's name.</summary>
    public string Name => Pipeline.Name;

    /// <summary>The triggers.</summary>
    public TriggerParameters Rules => Pipeline.Triggers!;

    /// <summary>Reads a version of a watch.</summary>
    /// <exception cref="PipelineException">This version of Rampart can't read its pipeline.</exception>
    public static Watched Read(string name, WatchDefinition definition, PipelineReader reader) =>
        new(definition, reader.Read(definition.Pipeline!, $"watch {name}", []));
}
