using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>Causes come from outside, so they are checked before they are kept.</summary>
static class CauseCheck
{
    const int LongestText = 2048;

    /// <exception cref="TriggerException">One of them is none; nothing is kept then.</exception>
    public static void ThrowIfUnsound(IEnumerable<TriggerCause> causes)
    {
        foreach (TriggerCause cause in causes)
        {
            if (Fault(cause) is { } fault)
            {
                throw new TriggerException($"A cause can't be taken: {fault}. Make causes with Rampart.Triggers.Causes.");
            }
        }
    }

    static string? Fault(TriggerCause? cause) => cause switch
    {
        null => "it is null",
        _ when !Digest.IsValid(cause.Id) => "its id is not 64 lower-case hexadecimal digits",
        _ when !CauseKinds.All.Contains(cause.Kind) => $"its kind is none of {string.Join(", ", CauseKinds.All)}",
        _ when !IsText(cause.Subject) || cause.Subject.Length == 0 => $"its subject has not 1 to {LongestText} characters",
        _ when !IsText(cause.Channel) || (cause.Version is not null && !IsText(cause.Version)) => $"its version or channel has more than {LongestText} characters",
        _ when cause.Bytes < 0 => "its size is negative",
        _ => null,
    };

    static bool IsText(string? text) => text is { Length: <= LongestText } && !text.Contains('\0');
}
