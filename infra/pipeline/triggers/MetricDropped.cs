using System.ComponentModel;
using System.Text.RegularExpressions;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>A run that monitors measures a figure that is too low.</summary>
[Description("A completed run of a pipeline that monitors has measured a figure that is too low.")]
public sealed partial record MetricDropped : TriggerSource, ICheckedParameters
{
    /// <summary>The pipeline whose runs measure.</summary>
    [Description("The pipeline whose completed runs measure the figure.")]
    public required string Pipeline { get; init; }

    /// <summary>The measured model's name in that pipeline.</summary>
    [Description("The measured model's name in that pipeline.")]
    public required string Model { get; init; }

    /// <summary>The task, for example <c>zero-shot</c>.</summary>
    [Description("The task, for example zero-shot.")]
    public required string Task { get; init; }

    /// <summary>The figure, for example <c>accuracy</c>.</summary>
    [Description("The figure, for example accuracy.")]
    public string Metric { get; init; } = "accuracy";

    /// <summary>The attack; null for clean images.</summary>
    [Description("The attack under which it is measured; without one, on clean images.")]
    public string? Attack { get; init; }

    /// <summary>The attack's radius on pixels in [0,1]; null for whichever there is.</summary>
    [Description("The attack's radius on pixels in [0,1], for example 8/255.")]
    [Bounds(0, 1)]
    public double? Epsilon { get; init; }

    /// <summary>The number that it must not fall below; null when it is compared with a model of the registry.</summary>
    [Description("The least value that is not too low. Give this, or reference.")]
    [Bounds(0, 10)]
    public double? Below { get; init; }

    /// <summary>The model of the registry whose figure it is compared with, for example <c>clip@production</c>.</summary>
    [Description("The model whose own figure, measured when it was registered, is the one to hold, for example clip@production. Give this, or below.")]
    public string? Reference { get; init; }

    /// <summary>By how much the figure may fall below the reference's.</summary>
    [Description("By how much the figure may be lower than the reference's.")]
    [Bounds(0, 10)]
    public double Tolerance { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (!PipelineName.IsValid(Pipeline))
        {
            yield return new ParameterFault("pipeline", $"\"{Pipeline}\" is not the name of a pipeline", PipelineName.Rule);
        }
        if (Below is null == Reference is null)
        {
            yield return new ParameterFault("", "it must say what is too low, in one way", "Give \"below\" a number, or \"reference\" a model of the registry.");
        }
        if (Reference is { } reference && !ModelReference().IsMatch(reference))
        {
            yield return new ParameterFault("reference", $"\"{reference}\" names no version of a model", "Write NAME@production, NAME:3, or NAME for the latest.");
        }
        if (Epsilon is not null && Attack is null)
        {
            yield return new ParameterFault("epsilon", "clean images have no radius", "Name the attack, or remove it.");
        }
    }
    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}(@[a-z][a-z0-9-]{0,63}|:[1-9][0-9]{0,8})?$", RegexOptions.NonBacktracking)]
    private static partial Regex ModelReference();
}
