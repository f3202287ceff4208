namespace Rampart.Pipeline.Parameters;

/// <summary>The values a number may have; on a list or dictionary of numbers, the values each element may have. Both ends are allowed unless said otherwise.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundsAttribute(double least, double most) : Attribute
{
    /// <summary>The least value.</summary>
    public double Least { get; } = least;

    /// <summary>The greatest value.</summary>
    public double Most { get; } = most;

    /// <summary>Whether <see cref="Least"/> itself is not allowed, as for a learning rate above 0.</summary>
    public bool Above { get; init; }

    /// <summary>What is counted or measured, for messages: <c>steps</c>, <c>of the pixel range</c>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether the value is allowed.</summary>
    public bool Allows(double value) => value <= Most && (Above ? value > Least : value >= Least);
}
