using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Judges two results of the same work by what its stage declares. Artifacts are read only where the results differ.</summary>
public static class ResultJudge
{
    /// <summary>Judges.</summary>
    /// <param name="declared">What the stage promises.</param>
    /// <param name="stored">The result that is in the store, and stays there.</param>
    /// <param name="other">The result that somebody else has found.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Judgement> JudgeAsync(Determinism declared, MadeResult stored, MadeResult other, CancellationToken cancellation)
    {
        if (stored.Manifest.Outputs.SequenceEqual(other.Manifest.Outputs))
        {
            return new Judgement(Judgement.Identical, null);
        }
        var divergence = new OutputDivergence(stored, other, cancellation);
        if (declared is Determinism.Tolerance tolerance)
        {
            return await divergence.FindAsync(tolerance.Most) is { } beyond
                ? new Judgement(Judgement.Fault, beyond)
                : new Judgement(Judgement.WithinTolerance, await divergence.FindAsync(tolerance: null));
        }
        bool mayDiffer = declared is Determinism.BitwisePerDevice && stored.Manifest.Fingerprint != other.Manifest.Fingerprint;
        return new Judgement(mayDiffer ? Judgement.OtherDevice : Judgement.Fault, await divergence.FindAsync(tolerance: null));
    }
}
