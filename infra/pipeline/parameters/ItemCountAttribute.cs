namespace Rampart.Pipeline.Parameters;

/// <summary>How many elements a list or dictionary may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemCountAttribute(int least, int most) : Attribute
{
    /// <summary>The least number of elements.</summary>
    public int Least { get; } = least;

    /// <summary>The greatest number of elements.</summary>
    public int Most { get; } = most;
}
