using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Comparison;

/// <summary>A column of the comparison: one figure of every model.</summary>
public sealed record ColumnParameters : ICheckedParameters
{
    /// <summary>Its heading.</summary>
    [Description("The column's heading, by which expectations name it.")]
    public required string Title { get; init; }

    /// <summary>The task.</summary>
    [Description("The task that is measured, one of the evaluation's.")]
    public required string Task { get; init; }

    /// <summary>The figure.</summary>
    [Description("Which of the task's figures is meant; its first one unless given.")]
    public string? Metric { get; init; }

    /// <summary>The attack.</summary>
    [Description("The attack's name; leave it out for clean images.")]
    public string? Attack { get; init; }

    /// <summary>The radius.</summary>
    [Description("The attack's radius.")]
    [Bounds(0, 1000, Above = true)]
    public double? Epsilon { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Attack is null != Epsilon is null)
        {
            yield return new ParameterFault("epsilon", "attack and epsilon go together", "Write both, or neither for clean images.");
        }
    }
}
