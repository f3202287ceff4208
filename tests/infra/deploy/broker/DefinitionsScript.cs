using System.Diagnostics;
using Rampart.Testing;

namespace Rampart.Deploy.Tests;

/// <summary>Runs definitions.sh.</summary>
static class DefinitionsScript
{
    /// <summary>What it prints with these environment variables.</summary>
    public static async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryFolder.Root, BrokerFiles.Script)) { RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"definitions.sh ended with {process.ExitCode}.");
    }
}
