using System.Text.Json.Serialization;

namespace Rampart.Contracts;

/// <summary>Why something did not work, in the order in which a reader needs it.</summary>
/// <param name="What">What is wrong, one sentence.</param>
/// <param name="Where">The file and byte, the YAML line, the stage and item.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="Permanent">Whether trying again without a change is pointless.</param>
/// <param name="Kind">One of <see cref="FailureKinds"/>; null for all others.</param>
/// <param name="Divergence">Where two results part, when that is what is wrong.</param>
public sealed record Failure(
    string What,
    string Where,
    string Fix,
    bool Permanent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kind = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ResultDivergence? Divergence = null);
