using Microsoft.Extensions.DependencyInjection;
using Rampart.Hosting;
using Rampart.Stages;

namespace Rampart.Cli;

/// <summary>What the stages of this build promise, as a line of <c>rampart check</c>.</summary>
static class DeterminismFinding
{
    public static Finding Of(IServiceProvider services) => new(
        "determinism", Finding.Ok, string.Join(", ", DeclaredDeterminism.Of(services.GetServices<IStage>()).Select(stage => $"{stage.Key} {stage.Value}")), null);
}
