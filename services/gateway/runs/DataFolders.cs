using Microsoft.AspNetCore.Http;
using Rampart.Gateway.Problems;
using Rampart.Pipeline;

namespace Rampart.Gateway.Runs;

/// <summary>
/// The folders of this machine that submitted pipelines may read. A pipeline names files by their paths, and what it reads can be fetched as an
/// artifact, so anything else would let whoever may submit read whatever the gateway may.
/// </summary>
sealed class DataFolders(GatewayOptions options, StageCatalog catalog)
{
    readonly string[] _folders =
    [
        .. (options.DataFolders ?? "").Split(':', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar),
    ];

    /// <summary>Does nothing if all files that the pipeline reads lie in these folders.</summary>
    /// <exception cref="RequestException">One does not, or is not there; which of the two is not told.</exception>
    public void Check(PipelineDefinition pipeline)
    {
        foreach (PipelineStage stage in pipeline.Stages)
        {
            if (!AreWithin(stage))
            {
                string allowed = _folders.Length == 0 ? "there are none" : string.Join(", ", _folders);
                throw new RequestException(
                    StatusCodes.Status422UnprocessableEntity,
                    $"Stage {stage.Name} reads files that are not there, or not within the data folders of the gateway.",
                    $"{stage.Position}",
                    $"Name files within the data folders ({allowed}), have Rampart__Gateway__DataFolders changed, or submit from a machine that reaches broker and store.");
            }
        }
    }

    bool AreWithin(PipelineStage stage)
    {
        try
        {
            return catalog[stage.Kind].Sources(stage.Parameters).All(file => IsWithin(Path.GetFullPath(file.Path)) && File.Exists(file.Path));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false; // its data could not even be located
        }
    }

    bool IsWithin(string path) => _folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
}
