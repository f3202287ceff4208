using System.Diagnostics;

namespace Rampart.Replay;

/// <summary>Finds the program of another build.</summary>
static class BuildProgram
{
    const string Library = "rampart.dll", Executable = "rampart";

    /// <summary>How to start it.</summary>
    /// <param name="path">The folder of a built or published Rampart, its <c>rampart.dll</c>, or its executable.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="BuildException">There is none.</exception>
    public static ProcessStartInfo Find(string path, IEnumerable<string> arguments)
    {
        string full = Path.GetFullPath(path);
        string? program = new[] { full, Path.Combine(full, Library), Path.Combine(full, Executable) }.FirstOrDefault(File.Exists);
        if (program is null)
        {
            throw new BuildException($"There is no build of Rampart at {full}. Name the folder that it was published to (it holds {Library}), or that file itself.");
        }
        ProcessStartInfo start = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }
}
