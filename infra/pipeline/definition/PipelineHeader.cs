using System.ComponentModel;
using Rampart.Pipeline.Comparison;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Triggers;

namespace Rampart.Pipeline;

/// <summary>The head of a pipeline file: everything but its stages.</summary>
[Description("A Rampart pipeline: named stages that refer to each other.")]
sealed record PipelineHeader : ICheckedParameters
{
    /// <summary>The key that holds the stages.</summary>
    public const string Stages = "stages";

    [Description("The pipeline's name; run ids begin with it.")]
    public required string Name { get; init; }

    [Description("All randomness derives from it: the same seed gives the same run.")]
    public ulong Seed { get; init; }

    [Description("In which numbers the heavy products are computed: auto is bfloat16 where the processor has matrix units for it, else float32.")]
    public Precision Precision { get; init; } = Precision.Auto;

    [Description("The share of items that another worker computes again during the run, to compare: one that differs ends the run. 0 verifies nothing, 1 everything; results do not depend on it.")]
    [Bounds(0, 1)]
    public double VerifyShare { get; init; }

    [Description("The stage whose model is the result of the run.")]
    public string? Publish { get; init; }

    [Description("What becomes of the run's model when the run completes; without it, nothing.")]
    public PromotionParameters? Promotion { get; init; }

    [Description("What starts runs of this pipeline by themselves, once it is watched (rampart watch-data), and when. Results do not depend on it.")]
    public TriggerParameters? Triggers { get; init; }

    [Description("One table over all evaluated models and what it is expected to show. Results do not depend on it.")]
    public ComparisonParameters? Comparison { get; init; }

    public IEnumerable<ParameterFault> Check() =>
        PipelineName.IsValid(Name) ? [] : [new ParameterFault("name", $"\"{Name}\" is not a name", PipelineName.Rule)];
}
