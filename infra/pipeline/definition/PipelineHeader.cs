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

    [Description("Where everything is computed: auto is a GPU where the machine has one, else cpu; or cpu, cuda, or cuda:N for one GPU of several. A stage can say otherwise.")]
    public string? Device { get; init; }

    [Description("In which numbers the heavy products are computed: auto is bf16 on a GPU and where the processor has matrix units for it, else float32; tf32 is CUDA only. A stage can say otherwise.")]
    public Precision Precision { get; init; } = Precision.Auto;

    [Description("Whether a GPU may use only kernels that repeat themselves bit for bit, which is the default; false is faster in places, and then nothing can be verified. A processor always repeats itself.")]
    public bool? Deterministic { get; init; }

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

    public IEnumerable<ParameterFault> Check()
    {
        if (!PipelineName.IsValid(Name))
        {
            yield return new ParameterFault("name", $"\"{Name}\" is not a name", PipelineName.Rule);
        }
        if (Deterministic == false && VerifyShare > 0)
        {
            yield return new ParameterFault("verify_share", "what need not repeat itself can't be verified", "Set it to 0, or deterministic to true.");
        }
        foreach (var fault in PlaceFaults.Of(Device, Precision))
        {
            yield return fault;
        }
    }
}
