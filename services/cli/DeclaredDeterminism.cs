using Microsoft.Extensions.DependencyInjection;
using Rampart.Hosting;
using Rampart.Stages;

namespace Rampart.Cli;

/// <summary>What the stages of this build promise about two executions of the same work.</summary>
static class DeclaredDeterminism
{
    /// <summary>The promise of each kind of stage.</summary>
    public static IReadOnlyDictionary<string, string> Of(IServiceProvider services) => services.GetServices<IStage>()
        .OrderBy(stage => stage.Kind, StringComparer.Ordinal).ToDictionary(stage => stage.Kind, stage => stage.Determinism.Word, StringComparer.Ordinal);

    /// <summary>The same as a line of <c>rampart check</c>.</summary>
    public static Finding Finding(IServiceProvider services) =>
        new("determinism", Hosting.Finding.Ok, string.Join(", ", Of(services).Select(stage => $"{stage.Key} {stage.Value}")), null);
}
