namespace Rampart.Learning.Attacks;

/// <summary>The ball a perturbation must stay in, measured on pixels in [0, 1]. <c>default</c> allows no perturbation.</summary>
public readonly record struct AttackBudget
{
    /// <summary>Makes a budget.</summary>
    /// <param name="norm">How size is measured.</param>
    /// <param name="radius">The largest size, finite and at least 0; for <see cref="Norm.Linf"/> at most 1 (4/255 is customary).</param>
    public AttackBudget(Norm norm, double radius)
    {
        double largest = norm == Norm.Linf ? 1.0 : 1e6;
        if (!(radius >= 0 && radius <= largest))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, $"An {norm} radius is measured on pixels in [0, 1] and must be in [0, {largest}].");
        }

        (Norm, Radius) = (norm, radius);
    }

    /// <summary>How size is measured.</summary>
    public Norm Norm { get; }

    /// <summary>The largest size of a perturbation.</summary>
    public double Radius { get; }
}
