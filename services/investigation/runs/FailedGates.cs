using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>The gates of a run that did not pass.</summary>
public static class FailedGates
{
    /// <summary>Reads them from the results of a completed run.</summary>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    /// <exception cref="ArtifactException">Its results are missing or damaged.</exception>
    public static async Task<IReadOnlyList<GateVerdict>> OfAsync(string runId, IRunLogStore logs, ResultsReader results, CancellationToken cancellation)
    {
        RunReading run = await RunReading.FindAsync(logs, runId, cancellation);
        return [.. (await results.ReadAsync(run, cancellation)).Evaluation.Gates.Where(gate => !gate.Passed)];
    }
}
