using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline;

/// <summary>The knobs of <c>kind: rounds</c>, which repeats a group of stages; each round starts from the last stage of the round before.</summary>
sealed record RoundsParameters
{
    /// <summary>The word in pipeline.yaml.</summary>
    public const string Kind = "rounds";

    /// <summary>What a reference inside the group says to mean the last stage of the round before.</summary>
    public const string Previous = "previous";

    /// <summary>The key that holds the group.</summary>
    public const string Group = "stages";

    [Description("How often the group of stages is repeated.")]
    [Bounds(1, 1000, Unit = "rounds")]
    public required int Rounds { get; init; }

    [Description("The stage that \"previous\" means in the first round.")]
    [StageReference]
    public required string From { get; init; }
}
