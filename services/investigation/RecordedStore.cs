using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Journal;
using Rampart.Pipeline;

namespace Rampart.Investigation;

/// <summary>What runs have left behind, to be read and not to be changed.</summary>
/// <param name="Artifacts">The artifacts; they are inspected, so that damaged ones stay.</param>
/// <param name="Results">Manifests and execution records.</param>
/// <param name="Logs">The logs of runs.</param>
/// <param name="Journal">The journal of messages; null when there is none.</param>
/// <param name="Catalog">The kinds of stage, to read pipelines with.</param>
public sealed record RecordedStore(IArtifactStore Artifacts, IResultStore Results, IRunLogStore Logs, IJournalReader? Journal, StageCatalog Catalog)
{
    /// <summary>Takes them from the services of a store that is only looked at.</summary>
    public static RecordedStore From(IServiceProvider services)
    {
        IStoreView view = services.GetRequiredService<IStoreView>();
        return new RecordedStore(view.Artifacts, view.Results, view.Logs, services.GetService<IJournalReader>(), services.GetRequiredService<StageCatalog>());
    }
}
