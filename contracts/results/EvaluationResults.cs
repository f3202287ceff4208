using System.Text.Json.Serialization;

namespace Rampart.Contracts;

/// <summary>What an evaluation found: the content of its <c>results</c> artifact (JSON, snake_case keys). Holds no durations: those are in the execution records.</summary>
/// <param name="Rows">One row per model, task, attack and radius.</param>
/// <param name="Gates">Every gate with its verdict.</param>
/// <param name="Flags">Signs that a robustness figure can't be trusted.</param>
/// <param name="Gallery">A few samples, for people.</param>
/// <param name="Slices">The same figures over parts of the samples; null when none were asked for.</param>
public sealed record EvaluationResults(
    IReadOnlyList<ResultRow> Rows,
    IReadOnlyList<GateVerdict> Gates,
    IReadOnlyList<EvaluationFlag> Flags,
    IReadOnlyList<GalleryEntry> Gallery,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SliceRow>? Slices = null);
