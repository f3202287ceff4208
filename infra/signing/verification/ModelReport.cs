namespace Rampart.Signing;

/// <summary>What came of checking a version of a model from its signature to its data.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version.</param>
/// <param name="SignedBy">The trusted keys whose signatures hold; none when nobody vouches for it.</param>
/// <param name="Entries">How many entries of the run's log were checked.</param>
/// <param name="Results">How many results.</param>
/// <param name="Artifacts">How many artifacts.</param>
/// <param name="Broken">Where the chain does not hold, in the order from the signature to the data.</param>
public sealed record ModelReport(
    string Model, int Version, IReadOnlyList<string> SignedBy, long Entries, int Results, int Artifacts, IReadOnlyList<BrokenLink> Broken)
{
    /// <summary>Whether somebody who is trusted vouches for it and everything is as it was then.</summary>
    public bool IsSound => SignedBy.Count > 0 && Broken.Count == 0;
}
