using Rampart.Pipeline.Binding;

namespace Rampart.Pipeline.Triggers;

/// <summary>Checks the stages that triggers name: each must be one at whose source files arrive.</summary>
static class WatchedStages
{
    const string Section = "triggers";

    /// <summary>Reports the names that are none, or of stages that nothing arrives for.</summary>
    /// <param name="triggers">The section; null when there is none, or it is not valid.</param>
    /// <param name="notes">Where it stands.</param>
    /// <param name="find">The stage of a name.</param>
    /// <param name="known">All names.</param>
    public static void Check(TriggerParameters? triggers, BindingNotes notes, Func<string, StageDraft?> find, IEnumerable<string> known)
    {
        foreach ((int index, TriggerSource source) in (triggers?.On ?? []).Index())
        {
            if (source is DataArrived { Stage: { } stage } && Fault(stage, find(stage), known) is { } fault)
            {
                notes.Report(notes.PositionOf($"{Section}.on[{index}].stage"), $"\"stage\" in {Section} {fault}");
            }
        }
    }

    static string? Fault(string name, StageDraft? stage, IEnumerable<string> known) => stage switch
    {
        null => $"names the unknown stage \"{name}\"{Nearest.Hint(name, known)}",
        { Kind: { } kind, Parameters: { } parameters } when kind.Arrivals(parameters) is null =>
            $"names \"{name}\", at whose source no files arrive: it reads the same ones every time. Name a stage whose source is a folder or container, or give a place.",
        _ => null,
    };
}
