using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;

namespace Rampart.Pipeline;

/// <summary>All that the pipeline needs to know about a kind of stage. A service registers one; nothing else names the kind.</summary>
/// <param name="Kind">The word in pipeline.yaml, for example <c>mining</c>.</param>
/// <param name="Parameters">The record of its knobs: a parameterless constructor, <c>required</c> or defaulted <c>init</c> properties.</param>
/// <param name="AlgorithmVersion">The version that its stage declares.</param>
/// <param name="Plan">How it splits into work items.</param>
/// <param name="Command">The message that orders one of its items; null for a kind that never has any, and so needs no service.</param>
public sealed record StageKind(
    string Kind, Type Parameters, int AlgorithmVersion, IStagePlan Plan, Func<WorkOrder, IWorkCommand>? Command)
{
    /// <summary>The service that does its work, by the name of its queue; called like the kind unless another kind's service does it too.</summary>
    public string Service { get; init; } = Kind;

    /// <summary>What the kind does, one sentence for the schema and the help.</summary>
    public string Description { get; init; } = "";

    /// <summary>The parts that a stage with these parameters offers to references such as <c>images/train</c>; none by default.</summary>
    public Func<object, IEnumerable<string>> Parts { get; init; } = static _ => [];

    /// <summary>The files that a stage with these parameters reads from outside the store; none by default.</summary>
    public Func<object, IEnumerable<SourceFile>> Sources { get; init; } = static _ => [];

    /// <summary>The model of the registry that a stage with these parameters reads; none by default.</summary>
    public Func<object, RegisteredSource?> Registered { get; init; } = static _ => null;

    /// <summary>Where files arrive for a stage with these parameters, as triggers watch it; nowhere by default.</summary>
    public Func<object, ArrivalPlace?> Arrivals { get; init; } = static _ => null;

    /// <summary>What does not agree between a stage and those that it refers to; nothing by default. Paths are relative to the stage.</summary>
    public Func<StageView, IEnumerable<ParameterFault>> Agreement { get; init; } = static _ => [];

    /// <summary>Whether a stage with these parameters checks gates, on which a promotion may rest; none does by default.</summary>
    public Func<object, bool> ChecksGates { get; init; } = static _ => false;

    /// <summary>The names under which a stage with these parameters reports figures of models, as comparisons name them; none by default.</summary>
    public Func<object, IEnumerable<string>> Measured { get; init; } = static _ => [];

    /// <summary>Whether a finished stage offers shards of samples in its parts, so that whoever may refer to the parts of another kind that does may refer to its.</summary>
    public bool OffersSamples { get; init; }

    /// <summary>Whether a finished stage offers a model, so that <c>publish</c> may name it, and whoever may refer to another kind that offers one.</summary>
    public bool OffersModel { get; init; }
}
