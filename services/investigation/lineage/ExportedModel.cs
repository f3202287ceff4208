using Rampart.Safetensors;

namespace Rampart.Investigation;

/// <summary>Model files that a run has exported: they were written anew in another form, and say from which run.</summary>
static class ExportedModel
{
    const string RunKey = "rampart.run";

    /// <summary>What to ask instead, for a file whose bytes no run made.</summary>
    public static string Hint(string file) => RunOf(file) is { } run
        ? $"The file is an export of run {Shown.Of(run)}, which is written anew from the stage's components: ask for one of those, "
            + $"which `rampart show {Shown.Of(run)}` lists."
        : "It may have been changed since, or come from another store (--store), or be written by a report rather than by a stage.";

    /// <summary>The run that a file of tensors says it was exported from; null when it does not, or is no such file.</summary>
    static string? RunOf(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return SafetensorsHeader.Read(stream, file).Metadata.GetValueOrDefault(RunKey);
        }
        catch (Exception e) when (e is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
