namespace Rampart.Pairing;

/// <summary>How much there is to learn from the pairs: equal answers say nothing about the text.</summary>
/// <param name="Pairs">How many pairs there are.</param>
/// <param name="Equal">How many of them say the same twice.</param>
public sealed record PairingReport(int Pairs, int Equal)
{
    /// <summary>The share of equal pairs in [0,1].</summary>
    public double EqualShare => Pairs == 0 ? 0 : (double)Equal / Pairs;
}
