namespace Rampart.Learning.Metrics;

/// <summary>Robust accuracy as the worst case per sample: right at a radius only if no attack, at that radius or a smaller one, made it wrong.</summary>
/// <remarks>Balls are nested, so a perturbation found at 4/255 also counts at 8/255. Clean answers are outcomes of radius 0.</remarks>
public sealed class WorstCase
{
    private readonly SortedDictionary<ulong, double> _smallestFailure = [];
    private readonly SortedSet<double> _radii = [];

    /// <summary>The radii seen so far, rising.</summary>
    public IReadOnlyCollection<double> Radii => _radii;

    /// <summary>Takes one outcome.</summary>
    /// <param name="sampleId">The sample.</param>
    /// <param name="radius">The attack's radius; 0 for the clean image.</param>
    /// <param name="stillCorrect">Whether the model still answered rightly.</param>
    public void Add(ulong sampleId, double radius, bool stillCorrect)
    {
        if (!(radius >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "A radius is at least 0.");
        }

        _radii.Add(radius);
        double before = _smallestFailure.GetValueOrDefault(sampleId, double.PositiveInfinity);
        _smallestFailure[sampleId] = stillCorrect ? before : Math.Min(before, radius);
    }

    /// <summary>Whether the sample withstood everything up to the radius.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is known about the sample.</exception>
    public bool IsStillCorrect(ulong sampleId, double radius) => _smallestFailure[sampleId] > radius;

    /// <summary>The share of samples that withstood everything up to the radius.</summary>
    public Accuracy At(double radius) => Accuracy.Of(_smallestFailure.Values.Select(failure => failure > radius));
}
