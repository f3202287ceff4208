using System.Diagnostics;

namespace Rampart.EndToEnd.Tests;

/// <summary>The tool as a user starts it: a process of its own.</summary>
sealed class ToolProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    readonly Process _process;
    readonly Task<string> _output;
    readonly Task<string> _errors;

    ToolProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ToolProcess Start(params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "rampart-test-tool.dll");
        // Whoever starts the tests in the background may have SIGINT ignored, which children inherit.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return new ToolProcess(Process.Start(start)!);
    }

    public static async Task<ToolResult> Run(params string[] arguments)
    {
        using ToolProcess process = Start(arguments);
        return await process.Ended();
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Interrupt() => Process.Start("kill", ["-INT", $"{_process.Id}"]).WaitForExit();

    public async Task<ToolResult> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new ToolResult(_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }
}

/// <summary>How the tool ended and what it wrote.</summary>
sealed record ToolResult(int ExitCode, string Output, string Errors);
