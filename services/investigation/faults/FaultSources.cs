using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Bus.Faults;
using Rampart.Contracts;

namespace Rampart.Investigation.Faults;

/// <summary>Where faults wait.</summary>
public static class FaultSources
{
    /// <summary>The runs of the store, and the dead letters when there is a broker.</summary>
    public static IReadOnlyList<IFaultSource> Of(IServiceProvider services, Func<RetryRun, CancellationToken, Task>? send = null, string reason = "")
    {
        var runs = new FailedRuns(services.GetRequiredService<IRunLogStore>(), send, reason);
        return services.GetService<DeadLetters>() is { } letters ? [runs, new DeadLetterFaults(letters)] : [runs];
    }

    /// <summary>What to say of ids that name nothing.</summary>
    public static InvestigationException Unknown(IEnumerable<string> ids) =>
        new($"no fault has the id {string.Join(", ", ids)}. `rampart faults ls` lists the ids; dead letters need --bus, runs the right --store.");
}
