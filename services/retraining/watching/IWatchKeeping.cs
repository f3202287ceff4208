using Rampart.Artifacts;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Keeps watches.</summary>
public interface IWatchKeeping
{
    /// <summary>Keeps a version of a watch until it is told to stop. What does not work is tried again.</summary>
    /// <param name="name">The watch.</param>
    /// <param name="definition">The version.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="PipelineException">This version of Rampart can't read its pipeline.</exception>
    /// <exception cref="ArtifactException">A place can't be used.</exception>
    Task KeepAsync(string name, WatchDefinition definition, CancellationToken cancellation);
}
