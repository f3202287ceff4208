using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>A run of another pipeline ends.</summary>
[Description("A run of another pipeline ends.")]
public sealed record UpstreamFinished : TriggerSource, ICheckedParameters
{
    /// <summary>The other pipeline's name.</summary>
    [Description("The other pipeline's name.")]
    public required string Pipeline { get; init; }

    /// <summary>How it must have ended.</summary>
    [Description("How the run must have ended.")]
    public UpstreamOutcome Outcome { get; init; } = UpstreamOutcome.Completed;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() =>
        PipelineName.IsValid(Pipeline) ? [] : [new ParameterFault("pipeline", $"\"{Pipeline}\" is not the name of a pipeline", PipelineName.Rule)];
}

/// <summary>How the run of another pipeline ends.</summary>
public enum UpstreamOutcome
{
    /// <summary>Every stage finished.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>However it ends.</summary>
    Any,
}
