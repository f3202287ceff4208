using Rampart.Pipeline.Binding;

namespace Rampart.Pipeline;

/// <summary>A flat stage whose references are not resolved yet.</summary>
/// <param name="Name">Its flat name.</param>
/// <param name="Kind">Its kind; null when the file names none that exists.</param>
/// <param name="Parameters">Its parameters; null when they are not valid.</param>
/// <param name="Notes">Where its knobs stand.</param>
/// <param name="Position">Where it is defined.</param>
/// <param name="Round">Set when it belongs to a round.</param>
sealed record StageDraft(
    string Name, StageKind? Kind, object? Parameters, BindingNotes Notes, SourcePosition Position, RoundScope? Round)
{
    /// <summary>Where and how it computes, as far as it says so; null when it does not.</summary>
    public StageCompute? Compute { get; init; }
}
