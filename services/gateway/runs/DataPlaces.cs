using Microsoft.AspNetCore.Http;
using Rampart.Artifacts.Arrivals;
using Rampart.Gateway.Problems;
using Rampart.Pipeline;

namespace Rampart.Gateway.Runs;

/// <summary>
/// The folders of this machine and the containers that submitted pipelines may read. A pipeline names what it reads by its place, and what it
/// reads can be fetched as an artifact, so anything else would let whoever may submit read whatever the gateway may.
/// </summary>
sealed class DataPlaces(GatewayOptions options, StageCatalog catalog)
{
    readonly string[] _folders = [.. Split(options.DataFolders, ':').Select(folder => AsPrefix(Path.GetFullPath(folder)))];
    readonly string[] _containers = [.. Split(options.DataContainers, ',').Select(container => ArrivalPlaces.Parse(container, "").Place)];

    /// <summary>Does nothing if all that the pipeline reads lies in these places.</summary>
    /// <exception cref="RequestException">Something does not, or is not there; which of the two is not told.</exception>
    public void Check(PipelineDefinition pipeline)
    {
        foreach (PipelineStage stage in pipeline.Stages)
        {
            if (!AreWithin(stage))
            {
                string[] allowed = [.. _folders, .. _containers];
                throw new RequestException(
                    StatusCodes.Status422UnprocessableEntity,
                    $"Stage {stage.Name} reads what is not there, or not within the data folders and containers of the gateway.",
                    $"{stage.Position}",
                    $"Read from these ({(allowed.Length == 0 ? "there are none" : string.Join(", ", allowed))}), have Rampart__Gateway__DataFolders or "
                    + "Rampart__Gateway__DataContainers changed, or submit from a machine that reaches broker and store.");
            }
        }
    }

    bool AreWithin(PipelineStage stage)
    {
        try
        {
            StageKind kind = catalog[stage.Kind];
            return (kind.Arrivals(stage.Parameters) is not { } arrivals || IsWithin(arrivals))
                && kind.Sources(stage.Parameters).All(file => IsWithin(Path.GetFullPath(file.Path)) && File.Exists(file.Path));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false; // its data could not even be located
        }
    }

    bool IsWithin(ArrivalPlace arrivals)
    {
        string place = ArrivalPlaces.Parse(arrivals.Place, arrivals.Prefix).Place;
        return IsWithin(AsPrefix(place)) || _containers.Contains(place, StringComparer.OrdinalIgnoreCase);
    }

    bool IsWithin(string path) => _folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    static string AsPrefix(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;

    static string[] Split(string? places, char separator) => (places ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
