using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Hosting;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Replay;
using Rampart.Triggers;

namespace Rampart.Cli;

/// <summary>Turns exceptions that a user can do something about into a message without a stack trace.</summary>
static class Mistakes
{
    /// <summary>What to print and return; null for a defect of the tool, whose stack trace is worth having.</summary>
    public static (string Message, int ExitCode)? Explain(Exception exception) => exception switch
    {
        PipelineException => (exception.Message, ExitCode.Usage),
        ConfigurationException => (exception.Message, ExitCode.Usage),
        UsageException or InvestigationException => ($"rampart: {exception.Message}", ExitCode.Usage),
        UnreachableException => ($"rampart: {exception.Message}", ExitCode.Environment),
        ProbeException probe => ($"rampart: {probe.Message} {probe.Fix}", ExitCode.Environment),
        BuildException or EnvelopeException => ($"rampart: {exception.Message}", ExitCode.Environment),
        BusException => ($"rampart: {exception.Message}", ExitCode.Environment),
        TriggerException => ($"rampart: {exception.Message}", ExitCode.Usage),
        RegistryException => ($"rampart: {exception.Message}", ExitCode.Usage),
        ArtifactException => ($"rampart: {exception.Message}", ExitCode.Environment),
        DllNotFoundException => ($"rampart: a native library is missing: {exception.Message} Run infra/setup.sh.", ExitCode.Environment),
        UnauthorizedAccessException or IOException => (
            $"rampart: {exception.Message} Check the folder's permissions and the space on the disk.", ExitCode.Environment),
        _ => null,
    };
}

/// <summary>The user asked for something that can't be done; the message says what, where and how to fix it.</summary>
sealed class UsageException(string message) : Exception(message);

/// <summary>Something outside can't be reached; the message says what and how to fix it.</summary>
sealed class UnreachableException(string message, Exception? inner = null) : Exception(message, inner);
