using System.Diagnostics;
using Xunit.Sdk;

namespace Rampart.Bundle.Tests;

/// <summary>Runs programs to their end.</summary>
static class Shell
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<ShellResult> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new XunitException($"{program} {string.Join(' ', arguments)} did not end. It wrote: {await errors}");
        }
        return new ShellResult(process.ExitCode, await output, await errors);
    }
}

/// <summary>What a program left.</summary>
sealed record ShellResult(int ExitCode, string Output, string Errors);
