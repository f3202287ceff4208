using Rampart.Artifacts;
using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>How two results differ.</summary>
/// <param name="Causes">What differs in the identity of the work, and in the circumstances under which it was done.</param>
/// <param name="Outputs">The outputs side by side, with where they part.</param>
public sealed record ResultDifference(IReadOnlyList<Cause> Causes, IReadOnlyList<ArtifactReport> Outputs)
{
    /// <summary>Whether all outputs are the same.</summary>
    public bool Identical => Outputs.All(output => output.IsEqual);

    /// <summary>Compares two results.</summary>
    /// <param name="there">The one to compare with.</param>
    /// <param name="here">The one that is compared.</param>
    /// <param name="artifacts">Where the outputs are.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ResultDifference> BetweenAsync(
        DiffSubject.OfResult there, DiffSubject.OfResult here, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var reports = new ArtifactReports(artifacts);
        var outputs = new List<ArtifactReport>();
        foreach (ArtifactReport pair in OutputPairs.Of(there.Outputs, here.Outputs))
        {
            outputs.Add(await reports.CompleteAsync(pair, cancellation));
        }
        return new ResultDifference([.. Identity(there, here), .. Rampart.Replay.Causes.Between(Circumstances(there), Circumstances(here))], outputs);
    }

    static IReadOnlyList<Cause> Identity(DiffSubject.OfResult there, DiffSubject.OfResult here) => (there.Work, here.Work) is ({ } one, { } other)
        ? Rampart.Replay.Causes.Between(one, other)
        : [new Cause("manifest", there.Work is null ? "gone from the store" : "there", here.Work is null ? "gone from the store" : "there")];

    static Circumstances Circumstances(DiffSubject.OfResult result) => new(result.Manifest?.CodeVersion, result.Manifest?.Fingerprint, null);
}
