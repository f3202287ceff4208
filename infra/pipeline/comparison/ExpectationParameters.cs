using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Comparison;

/// <summary>What a column is expected to show of a model.</summary>
public sealed record ExpectationParameters : ICheckedParameters
{
    /// <summary>In words.</summary>
    [Description("The expectation in words, and who says so.")]
    public required string Says { get; init; }

    /// <summary>The model.</summary>
    [Description("The model's name in the table.")]
    public required string Model { get; init; }

    /// <summary>The column.</summary>
    [Description("The title of the column.")]
    public required string Column { get; init; }

    /// <summary>The model to be exceeded.</summary>
    [Description("The model whose figure must be exceeded.")]
    public string? Above { get; init; }

    /// <summary>The model to be undercut.</summary>
    [Description("Instead of above: the model whose figure must be undercut.")]
    public string? Below { get; init; }

    /// <summary>Least value.</summary>
    [Description("Instead of above: the least value.")]
    [Bounds(0, 10)]
    public double? AtLeast { get; init; }

    /// <summary>Greatest value.</summary>
    [Description("Instead of above: the greatest value.")]
    [Bounds(0, 10)]
    public double? AtMost { get; init; }

    /// <summary>By how much.</summary>
    [Description("By how much above must be exceeded or below undercut; a negative number allows a loss.")]
    [Bounds(-1, 1)]
    public double By { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (new object?[] { Above, Below, AtLeast, AtMost }.Count(condition => condition is not null) != 1)
        {
            yield return new ParameterFault("above", "exactly one of above, below, at_least and at_most must be given", "Write one of them.");
        }
    }
}
