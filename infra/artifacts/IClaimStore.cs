namespace Rampart.Artifacts;

/// <summary>
/// Claims of execution keys, so that two workers seldom compute the same. A claim is an optimisation: correctness never rests on it, and
/// the claim of a process that dies vanishes by itself.
/// </summary>
public interface IClaimStore
{
    /// <summary>Claims the key for this process until the claim is disposed; it is renewed meanwhile.</summary>
    /// <returns>The claim, or null when somebody else holds the key.</returns>
    Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation);
}
